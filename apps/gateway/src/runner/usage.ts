/** What a turn used, read from where it stands. */
import type { TokenUsage, TurnBudget, TurnOptions } from '@safelight/core';
import { noUsage } from '@safelight/core';
import type { UsageCounts } from '../store/usage.ts';
import { isOurs } from './ours.ts';
import type { CandidateProgress, TurnProgress } from './progress.ts';

/** What hosted models counted for a turn, of all candidates and rounds. */
export function tokensOf({ candidates }: Pick<TurnProgress, 'candidates'>): TokenUsage {
  return candidates.flatMap(partsOf).reduce(
    (sum, part) => ({
      promptTokens: sum.promptTokens + part.promptTokens,
      completionTokens: sum.completionTokens + part.completionTokens,
      costMicroUsd: sum.costMicroUsd + part.costMicroUsd,
    }),
    noUsage,
  );
}

export function stepsOf({ candidates }: Pick<TurnProgress, 'candidates'>): number {
  return candidates.reduce((sum, { steps }) => sum + steps.length, 0);
}

/** Whether a turn may ask hosted models for nothing more. */
export function isUsedUp({ tokens, costMicroUsd }: TurnBudget, progress: TurnProgress): boolean {
  if (tokens === null && costMicroUsd === null) return false;
  const used = tokensOf(progress);
  return (
    used.promptTokens + used.completionTokens >= (tokens ?? Infinity) || used.costMicroUsd >= (costMicroUsd ?? Infinity)
  );
}

/**
 * A turn takes no more than the month's quotas leave when it begins, and ends with what it has; one step it may always
 * take, for it was accepted. Reflections may pass the quota by their steps.
 */
export function withinQuota(
  options: TurnOptions,
  left: { readonly steps: number; readonly tokens: number },
): TurnOptions {
  const { stepsMax, candidates, budget } = options;
  const tokens = Math.min(budget.tokens ?? Infinity, left.tokens);
  return {
    ...options,
    stepsMax: Math.max(1, Math.min(stepsMax, Math.floor(left.steps / candidates))),
    budget: { ...budget, tokens: tokens === Infinity ? null : tokens },
  };
}

/** What the tenant pays for: not the candidates that came to nothing for a reason of ours. */
export function billOf({ candidates }: TurnProgress): Partial<UsageCounts> {
  const paid = candidates.filter(
    ({ failure, rounds }) => failure === null || rounds.length > 0 || !isOurs(failure.code),
  );
  return { steps: stepsOf({ candidates: paid }), ...tokensOf({ candidates: paid }) };
}

function partsOf({ steps, pending, ending, rounds }: CandidateProgress): readonly TokenUsage[] {
  return [
    ...steps.map(({ usage }) => usage),
    ...(pending === null ? [] : [pending.usage]),
    ...(ending === null ? [] : [ending.finish.usage]),
    ...rounds.map(({ finish }) => finish.usage),
  ];
}
