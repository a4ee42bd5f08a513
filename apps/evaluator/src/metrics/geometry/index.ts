import type { Case, Metric } from '../metric.ts';
import { aspectMetric } from './aspect.ts';
import { levelMetric } from './level.ts';

/** What is asked of the frame, and its words where the pictures cannot tell. */
export function geometryMetrics({ intent, tilts }: Case): {
  readonly metrics: readonly Metric[];
  readonly unanswered: readonly string[];
} {
  const { geometry } = intent;
  if (geometry === null) return { metrics: [], unanswered: [] };
  const aspect = geometry.aspect === null ? [] : [aspectMetric(geometry.aspect)];
  if (!geometry.straighten) return { metrics: aspect, unanswered: [] };
  return tilts === null
    ? { metrics: aspect, unanswered: [geometry.source] }
    : { metrics: [...aspect, levelMetric(tilts)], unanswered: [] };
}
