/** The month's quotas: checked before work is accepted; a turn that was accepted takes no more than they leave. */
import { Fault } from '@safelight/core';
import type { CallerContext, TenantContext } from '../context.ts';
import { monthOf, usageSince } from '../store/usage.ts';
import type { UsageCounts } from '../store/usage.ts';
import { limitsOf } from './limitsOf.ts';
import { endless } from './plans.ts';
import type { PlanLimits } from './plans.ts';

export const quotaNames = ['steps', 'pixels', 'tokens'] as const;
export type QuotaName = (typeof quotaNames)[number];

/** What work is going to use at least. */
export type Wanted = Partial<Readonly<Record<QuotaName, number>>>;

export function quotasOf(limits: PlanLimits): Readonly<Record<QuotaName, number>> {
  return {
    steps: limits.stepsPerMonthCount,
    pixels: limits.perMonthPixels,
    tokens: limits.tokensPerMonthCount,
  };
}

export function quotaUsed(used: UsageCounts): Readonly<Record<QuotaName, number>> {
  return { steps: used.steps, pixels: used.pixels, tokens: used.promptTokens + used.completionTokens };
}

/** What the month still allows; Infinity where the plan has no such quota, which costs no query. */
export async function quotaLeft(context: TenantContext | CallerContext): Promise<Readonly<Record<QuotaName, number>>> {
  const quotas = quotasOf(await limitsOf(context));
  const isEndless = quotaNames.every((name) => quotas[name] >= endless);
  const used = isEndless ? null : quotaUsed(await usageSince(context.store, monthOf(context.store.now()).from));
  const left = (name: QuotaName) =>
    used === null || quotas[name] >= endless ? Infinity : Math.max(0, quotas[name] - used[name]);
  return { steps: left('steps'), pixels: left('pixels'), tokens: left('tokens') };
}

/**
 * Whether the tenant may use so much more this month. What is under way is not known here, so that parallel work may pass
 * a quota by as much as runs at once. Plans without quotas cost no query.
 * @throws Fault quota.exceeded
 */
export async function checkQuota(context: TenantContext | CallerContext, wanted: Wanted): Promise<void> {
  const quotas = quotasOf(await limitsOf(context));
  const asked = quotaNames.filter((name) => wanted[name] !== undefined && quotas[name] < endless);
  if (asked.length === 0) return;
  const { from, resetsAt } = monthOf(context.store.now());
  const used = quotaUsed(await usageSince(context.store, from));
  const over = asked.find((name) => used[name] + (wanted[name] ?? 0) > quotas[name]);
  if (over === undefined) return;
  const date = resetsAt.toISOString().slice(0, 10);
  const number = (count: number) => count.toLocaleString('en');
  throw new Fault(
    'quota.exceeded',
    `The month's quota of ${over} does not suffice: ${number(used[over])} of ${number(quotas[over])} are used, this needs ${number(wanted[over] ?? 0)} more. ` +
      `It begins anew on ${date} (UTC); ask the operator for a larger plan to go on before.`,
    { retryAfterSeconds: Math.ceil((resetsAt.getTime() - context.store.now().getTime()) / 1_000) },
  );
}
