import type { Axis, Intent } from '@safelight/intent';
import { visibleStep, type Figures, type Metric } from './metrics.ts';
import type { Aim } from './solve.ts';
import type { Target } from './target.ts';

/** Figures that an edit moves only when asked, with how much they count; a look may move them more freely. */
const collateral: readonly { readonly metric: Metric; readonly axes: readonly Axis[]; readonly weight: number }[] = [
  { metric: 'lightness.p50', axes: ['lightness'], weight: 0.35 },
  { metric: 'cast.a', axes: ['tint', 'monochrome'], weight: 0.2 },
  { metric: 'cast.b', axes: ['warmth', 'monochrome'], weight: 0.2 },
  { metric: 'chroma.mean', axes: ['saturation', 'warmth', 'tint', 'monochrome'], weight: 0.1 },
  { metric: 'lightness.deviation', axes: ['contrast', 'fade', 'haze', 'shadows', 'highlights'], weight: 0.1 },
];

/** A veil is light that was added: a picture without it is darker. */
const veiledShare = 0.25;

/** What should stay where it is, as weak aims. An edit of parts alone leaves the rest by its masks. */
export function staysOf(intent: Intent, targets: readonly Target[], original: Figures): readonly Aim[] {
  if (!targets.some(({ scope }) => scope === null)) return [];
  const moved = new Set([...targets.map(({ axis }) => axis), ...intent.goals.map(({ axis }) => axis)]);
  // A part that gets lighter or darker takes the median along.
  if (targets.some(({ axis, scope }) => axis === 'lightness' && scope !== null)) moved.add('lightness');
  const loose = intent.looks.length > 0 ? 0.5 : 1;
  const dehazes = targets.some(({ axis, from, wanted }) => axis === 'haze' && wanted < from);
  return collateral
    .filter(
      ({ metric, axes }) => !axes.some((axis) => moved.has(axis)) && !targets.some((one) => one.metric === metric),
    )
    .map(({ metric, weight }) => ({
      metric,
      value: original[metric]!,
      kind: 'equal',
      weight: weight * loose * (dehazes && metric === 'lightness.p50' ? veiledShare : 1),
      unit: visibleStep(metric, original),
    }));
}
