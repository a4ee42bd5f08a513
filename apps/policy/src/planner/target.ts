import type { Axis } from '@safelight/intent';
import type { Metric } from './metrics.ts';

/** Where a metric should come to lie. */
export interface Target {
  readonly metric: Metric;
  readonly from: number;
  readonly wanted: number;
  /** How much it counts beside the others, > 0. */
  readonly weight: number;
  /** The axis of the goal behind it; a correction has the axis that it moves. */
  readonly axis: Axis;
  /** Key of the selection, or the hue band, that the goal is about; null = the whole photo. */
  readonly scope: string | null;
  /** The goal, or the correction, in the instruction's words. */
  readonly source: string;
}

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
