/** What was used, and what is left of the month's quotas. */
import { Fault } from '@safelight/core';
import { quotaNames, quotasOf, quotaUsed } from '../auth/quota.ts';
import type { QuotaName } from '../auth/quota.ts';
import type { CallerContext } from '../context.ts';
import { dayOf, monthOf, readUsage, usageSince } from '../store/usage.ts';
import type { UsageCounts, UsageGroup } from '../store/usage.ts';

/** Of one answer. */
const daysMax = 366;
const groupsMax = 2_000;
const dayMs = 24 * 60 * 60 * 1_000;

export interface UsageRequest {
  /** `YYYY-MM-DD`, both included; null: the first day of the month, and today. */
  readonly from: string | null;
  readonly to: string | null;
  readonly groupBy: 'day' | 'key';
}

export interface QuotaView {
  readonly limit: number;
  readonly used: number;
}

export interface UsageView {
  readonly from: string;
  readonly to: string;
  readonly groups: readonly UsageGroup[];
  readonly total: UsageCounts;
  /** Of the whole account, this month. */
  readonly quotas: Readonly<Record<QuotaName, QuotaView>>;
  readonly resetsAt: Date;
}

/** A key without the scope `admin` sees what it used itself, and what is left to the account. @throws Fault request.invalid */
export async function getUsage(caller: CallerContext, request: UsageRequest): Promise<UsageView> {
  const now = caller.store.now();
  const month = monthOf(now);
  const from = request.from ?? month.from;
  const to = request.to ?? dayOf(now);
  checkRange(from, to);
  const keyId = caller.identity.scopes.has('admin') ? null : caller.identity.keyId;
  const { groupBy } = request;
  const [groups, used] = await Promise.all([
    readUsage(caller.store, { from, to, groupBy, keyId }, groupsMax),
    usageSince(caller.store, month.from).then(quotaUsed),
  ]);
  const limits = quotasOf(caller.identity.limits);
  const quotas = Object.fromEntries(quotaNames.map((name) => [name, { limit: limits[name], used: used[name] }]));
  return {
    ...{ from, to, groups, total: sumOf(groups), resetsAt: month.resetsAt },
    quotas: quotas as UsageView['quotas'],
  };
}

function checkRange(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  if (days >= 1 && days <= daysMax) return;
  const text =
    days < 1 ? '"from" lies after "to". Swap them.' : `At most ${daysMax} days fit one answer. Ask for fewer.`;
  throw new Fault('request.invalid', text, { field: 'from' });
}

function sumOf(groups: readonly UsageGroup[]): UsageCounts {
  const zero = { steps: 0, pixels: 0, promptTokens: 0, completionTokens: 0, costMicroUsd: 0, evaluations: 0 };
  return groups.reduce(
    (sum, group) => ({
      steps: sum.steps + group.steps,
      pixels: sum.pixels + group.pixels,
      promptTokens: sum.promptTokens + group.promptTokens,
      completionTokens: sum.completionTokens + group.completionTokens,
      costMicroUsd: sum.costMicroUsd + group.costMicroUsd,
      evaluations: sum.evaluations + group.evaluations,
    }),
    zero,
  );
}
