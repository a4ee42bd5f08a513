import type { Intent } from '@safelight/intent';

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** The parts of an instruction that no metric looks at, verbatim and once; `unanswered` by this case's metrics. */
export function uncoveredOf(intent: Intent, unanswered: readonly string[]): readonly string[] {
  const followUps = intent.followUps.map(({ source }) => source);
  const outOfRange = intent.outOfRange.map(({ source }) => source);
  const parts = [...intent.notUnderstood, ...intent.notDevelopWork, ...followUps, ...outOfRange, ...unanswered];
  return [...new Set(parts)];
}

/** What a guessed word counts: it may mean something else. */
const shareOfGuess = 0.5;

/**
 * Share 0..1 of the instruction, counted in letters and digits, that the metrics cover. What was guessed counts half, and
 * all of it as far as it is sure that the parts of the picture are those that were meant (`sureness` 0..1).
 */
export function confidenceOf(
  uncovered: readonly string[],
  guessed: readonly string[],
  instruction: string,
  sureness: number,
): number {
  const count = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + letters(part), 0);
  const without = count(uncovered) + shareOfGuess * count(guessed.filter((part) => !uncovered.includes(part)));
  const share = 1 - without / Math.max(1, letters(instruction));
  return Math.round(1e3 * sureness * Math.min(1, Math.max(0, share))) / 1e3;
}
