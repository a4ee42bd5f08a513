/** A plan's limits in answers and requests. */
import { limits } from '@safelight/core';
import { z } from 'zod';
import { endless } from '../auth/plans.ts';
import type { PlanLimits } from '../auth/plans.ts';

const count = z.int().min(0);
const shape = {
  requestsPerMinuteCount: count.describe('Over all keys of the account.'),
  workInFlightCount: z.int().min(1).max(64).describe('Turns and other long work that run at once; more wait.'),
  stepsPerMonthCount: count,
  perMonthPixels: count.describe('Of full-size renders.'),
  tokensPerMonthCount: count.describe('Prompt and completion of hosted models.'),
  photoSizeBytes: count.max(limits.photoSizeBytes),
  photoAreaPixels: count.max(limits.photoAreaPixels).describe('width × height'),
} as const satisfies Record<keyof PlanLimits, z.ZodType>;

/** What an operator sets for one tenant beside its plan. */
export const limitOverridesSchema = z.strictObject(shape).partial();

const withNull = Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.nullable()])) as {
  readonly [Name in keyof typeof shape]: z.ZodNullable<(typeof shape)[Name]>;
};

export const limitsSchema = z.object(withNull).describe('null: no limit.').meta({ id: 'Limits' });

export function limitsJson(from: PlanLimits): z.output<typeof limitsSchema> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, finite(value as number)])) as z.output<
    typeof limitsSchema
  >;
}

/** null where there is no limit. */
export function finite(limit: number): number | null {
  return limit >= endless ? null : limit;
}
