import { limits, type TurnOptions } from '@safelight/core';
import { number } from './decode.ts';

type Limits = Pick<TurnOptions, 'deadlineMs' | 'budget'>;

/** As the messages carry them: 0 = no limit. */
interface WireLimits {
  readonly deadlineMs: number;
  readonly budgetTokens: bigint;
  readonly budgetCostMicroUsd: bigint;
}

export function encodeLimits({ deadlineMs, budget }: Limits): WireLimits {
  return {
    deadlineMs: deadlineMs ?? 0,
    budgetTokens: BigInt(budget.tokens ?? 0),
    budgetCostMicroUsd: BigInt(budget.costMicroUsd ?? 0),
  };
}

export function decodeLimits({ deadlineMs, budgetTokens, budgetCostMicroUsd }: WireLimits, field: string): Limits {
  const count = (value: bigint, name: string): number | null =>
    value === 0n ? null : number(Number(value), `${field}.${name}`, 1, Number.MAX_SAFE_INTEGER);
  return {
    deadlineMs: deadlineMs === 0 ? null : number(deadlineMs, `${field}.deadlineMs`, 1, limits.turnDeadlineMs),
    budget: {
      tokens: count(budgetTokens, 'budgetTokens'),
      costMicroUsd: count(budgetCostMicroUsd, 'budgetCostMicroUsd'),
    },
  };
}
