import type { Intent } from '@safelight/intent';
import { wishOf } from './metrics/explicit.ts';

const letters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** The parts of an instruction that no metric looks at, verbatim. */
export function uncoveredOf(intent: Intent): readonly string[] {
  const unseen = intent.explicit.filter((call) => wishOf(call) === null && call.value !== 0);
  return [
    ...intent.notUnderstood,
    ...intent.notDevelopWork,
    ...unseen.map(({ tool, value }) => `${tool} ${String(value)}`),
  ];
}

/** Share 0..1 of the instruction, counted in letters and digits, that the metrics cover. */
export function confidenceOf(intent: Intent, instruction: string): number {
  const uncovered = uncoveredOf(intent).reduce((sum, part) => sum + letters(part), 0);
  const share = 1 - uncovered / Math.max(1, letters(instruction));
  return Math.round(1e3 * Math.min(1, Math.max(0, share))) / 1e3;
}
