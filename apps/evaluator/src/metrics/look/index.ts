import type { LookName } from '@safelight/intent';
import type { Metric } from '../metric.ts';
import { sepia } from './sepia.ts';
import { tealAndOrange } from './teal-and-orange.ts';

/** What a look is beyond the wishes it stands for; most looks are nothing beyond them. */
export const lookMetrics: Partial<Record<LookName, Metric>> = {
  sepia,
  'teal and orange': tealAndOrange,
};
