import type { Constraint, Protection } from '@safelight/intent';
import { visibleStep, type Figures, type Metric } from './metrics.ts';
import type { Aim } from './solve.ts';

/** A bound that the edit must not cross, with the constraint behind it (null: good craft). */
export interface Guard extends Aim {
  readonly protect: Protection | null;
}

const constraintWeight = 6;
const craftWeight = 2;

/** OKLab lightness × 100 of the brightest hundredth from which a clipped channel means lost light. */
const blownLightnessMin = 88;

/** How far a protected figure may drift, in its own unit. */
const drift = {
  lightness: 2.5,
  cast: 1.2,
  contrastShare: 0.07,
  chromaShare: 0.08,
  skinShare: 0.2,
  clipping: 0.002,
} as const;

/**
 * The bounds for this photo: what the instruction protects, and what no edit may do unasked: clip more, drown in
 * colour. A figure that is already beyond a bound may stay where it is.
 */
export function guardsOf(constraints: readonly Constraint[], original: Figures, asksColour: boolean): readonly Guard[] {
  const guard = (metric: Metric, kind: Aim['kind'], value: number, protect: Protection | null): Guard => ({
    metric,
    kind,
    value,
    weight: protect === null ? craftWeight : constraintWeight,
    unit: visibleStep(metric, original),
    protect,
  });
  const near = (metric: Metric, by: number, protect: Protection): readonly Guard[] => [
    guard(metric, 'atMost', original[metric] + by, protect),
    guard(metric, 'atLeast', original[metric] - by, protect),
  ];
  const protectedFigures = (protect: Protection): readonly Guard[] => {
    switch (protect) {
      case 'shadows':
        return [
          guard('lightness.p05', 'atLeast', original['lightness.p05'], protect),
          guard('clipping.shadows', 'atMost', original['clipping.shadows'] + drift.clipping / 2, protect),
        ];
      case 'highlights':
        // Highlights far from white have room before they lose anything.
        return [
          guard(
            'lightness.p95',
            'atMost',
            original['lightness.p95'] + (original['lightness.p95'] < 85 ? 2 : 0.5),
            protect,
          ),
          guard('clipping.highlights', 'atMost', original['clipping.highlights'] + drift.clipping / 2, protect),
        ];
      case 'skin':
        return [
          ...near('chroma.byHue.orange.chroma', drift.skinShare * original['chroma.byHue.orange.chroma'], protect),
          ...near('cast.a', drift.cast, protect),
        ];
      case 'colour':
        return [
          ...near('cast.a', drift.cast, protect),
          ...near('cast.b', drift.cast, protect),
          ...near('chroma.mean', drift.chromaShare * original['chroma.mean'], protect),
        ];
      case 'contrast':
        return near('lightness.deviation', drift.contrastShare * original['lightness.deviation'], protect);
      case 'lightness':
        return near('lightness.p50', drift.lightness, protect);
    }
  };
  return [
    ...constraints.flatMap(({ protect }) => protectedFigures(protect)),
    {
      ...guard('clipping.highlights', 'atMost', 1.3 * original['clipping.highlights'] + 3 * drift.clipping, null),
      // Below this a channel that ends is a saturated colour at the gamut's border, not a blown highlight.
      weight: original['lightness.p99'] < blownLightnessMin ? 0.15 * craftWeight : craftWeight,
    },
    guard('clipping.shadows', 'atMost', original['clipping.shadows'] + 4 * drift.clipping, null),
    // Means and tops of chroma past which the fixture photographs looked dyed.
    guard('chroma.p95', 'atMost', Math.max(asksColour ? 23 : 20, original['chroma.p95'] * 1.1), null),
    guard('cast.b', 'atMost', Math.max(9.5, original['cast.b'] + 2), null),
    guard('cast.b', 'atLeast', Math.min(-7, original['cast.b'] - 2), null),
  ];
}

/** Whether a bound is crossed by more than a quarter of a visible step. */
export function isCrossed(guard: Guard, figures: Figures): boolean {
  const beyond = (figures[guard.metric] - guard.value) * (guard.kind === 'atLeast' ? -1 : 1);
  return beyond > 0.25 * guard.unit;
}
