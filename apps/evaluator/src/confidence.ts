import type { Intent } from '@safelight/intent';

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** The parts of an instruction that no metric looks at, verbatim and once; `unanswered` by this case's metrics. */
export function uncoveredOf(intent: Intent, unanswered: readonly string[]): readonly string[] {
  const followUps = intent.followUps.map(({ source }) => source);
  const outOfRange = intent.outOfRange.map(({ source }) => source);
  const parts = [...intent.notUnderstood, ...intent.notDevelopWork, ...followUps, ...outOfRange, ...unanswered];
  return [...new Set(parts)];
}

/**
 * Share 0..1 of the instruction, counted in letters and digits, that the metrics cover; what they cover in a part of the
 * picture counts as far as it is sure that this is the part (`sureness` 0..1).
 */
export function confidenceOf(uncovered: readonly string[], instruction: string, sureness: number): number {
  const without = uncovered.reduce((sum, part) => sum + letters(part), 0);
  const share = 1 - without / Math.max(1, letters(instruction));
  return Math.round(1e3 * sureness * Math.min(1, Math.max(0, share))) / 1e3;
}
