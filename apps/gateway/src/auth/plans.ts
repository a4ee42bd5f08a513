/** What a tenant may use. An operator gives a tenant a plan by name and, where needed, limits of its own. */
import { limits } from '@safelight/core';

export interface PlanLimits {
  /** Requests within a minute, over all keys of the tenant. */
  readonly requestsPerMinuteCount: number;
  /** Turns and other long work that run at once; more wait. */
  readonly workInFlightCount: number;
  /** Per calendar month, UTC. */
  readonly stepsPerMonthCount: number;
  /** Of full-size renders; width × height of what came out. */
  readonly perMonthPixels: number;
  /** Prompt and completion of hosted models. */
  readonly tokensPerMonthCount: number;
  readonly photoSizeBytes: number;
  /** width × height. */
  readonly photoAreaPixels: number;
}

/** The engine's own limits hold for every plan. */
const largest = { photoSizeBytes: limits.photoSizeBytes, photoAreaPixels: limits.photoAreaPixels };
/** No limit. */
export const endless = Number.MAX_SAFE_INTEGER;

export const plans = {
  free: {
    ...{ requestsPerMinuteCount: 120, workInFlightCount: 1, stepsPerMonthCount: 500, perMonthPixels: 2_000_000_000 },
    ...{ tokensPerMonthCount: 2_000_000, photoSizeBytes: 32 * 1024 * 1024, photoAreaPixels: 30_000_000 },
  },
  standard: {
    ...{ requestsPerMinuteCount: 1_200, workInFlightCount: 4, stepsPerMonthCount: 50_000 },
    ...{ perMonthPixels: 500_000_000_000, tokensPerMonthCount: 200_000_000, ...largest },
  },
  unlimited: {
    ...{ requestsPerMinuteCount: endless, workInFlightCount: 64, stepsPerMonthCount: endless },
    ...{ perMonthPixels: endless, tokensPerMonthCount: endless, ...largest },
  },
} as const satisfies Record<string, PlanLimits>;

export type PlanName = keyof typeof plans;
export const planNames = Object.keys(plans) as readonly PlanName[];
