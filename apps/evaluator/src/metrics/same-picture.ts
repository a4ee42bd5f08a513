import type { Case, Metric } from './metric.ts';

/**
 * An edit that cannot be laid over its original by any crop is turned, mirrored, or another picture: whatever its
 * figures are, it follows no wish that did not ask for that.
 */
const samePicture: Metric = {
  name: 'same picture',
  axis: 'instruction',
  weight: 2,
  judge: ({ intent }) => ({
    value: 0,
    evidence:
      intent.locale === 'zh' ? '结果与原片的任何裁切（0 次匹配）都对不上' : 'matches no crop of the original (0 found)',
  }),
};

/** Asked only where it fails: an edit earns nothing by showing its own photo. */
export function samePictureMetrics({ pair, intent }: Case): readonly Metric[] {
  return pair === null && intent.geometry === null ? [samePicture] : [];
}
