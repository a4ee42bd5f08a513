import type { Constraint, Protection, Region } from '@safelight/intent';
import { visibleStep, type Figures, type Metric } from './metrics.ts';
import type { Aim } from './solve.ts';
import { seenBand } from './targets.ts';
import { bandZoneName } from './zones.ts';

/** A bound that the edit must not cross, with the constraint behind it (null: good craft). */
export interface Guard extends Aim {
  readonly protect: Protection | null;
  /** Key of the selection, or the hue band, that is protected; null = the whole photo. */
  readonly scope: string | null;
  /** Words of the instruction behind it; null: good craft. */
  readonly source: string | null;
}

const constraintWeight = 10;
const craftWeight = 2;

/**
 * OKLab lightness × 100 of the brightest hundredth from which a clipped channel means lost light. Below it a channel that
 * ends is a saturated colour at the gamut's border, such as a blue flower: more of that may be.
 */
export const blownLightnessMin = 88;
const saturated = { share: 0.025, unit: 0.05, weight: 0.05, keptWeight: 0.5 } as const;

/** How far a protected figure may drift, in its own unit. */
const drift = {
  lightness: 2.5,
  cast: 1.2,
  contrastShare: 0.07,
  chromaShare: 0.08,
  skinShare: 0.2,
  clipping: 0.002,
  banding: 0.08,
} as const;

/** Share of the coloured pixels in the band of skin from which it is worth a guard. */
const skinShareMin = 0.05;

/** "Leave it alone": less than one sees. */
const untouched = { lightness: 1, cast: 0.6, chromaShare: 0.05 } as const;

type Bound = (metric: Metric, kind: Aim['kind'], value: number) => Guard;

/**
 * The bounds for this photo: what the instruction protects, and what no edit may do unasked: clip more, drown in
 * colour, break into bands. A figure that is already beyond a bound may stay where it is.
 */
export function guardsOf(constraints: readonly Constraint[], original: Figures, asksColour: boolean): readonly Guard[] {
  const protectedBy = constraints.flatMap((constraint) => boundsOf(constraint, original));
  const bound: Bound = (metric, kind, value) => ({
    metric,
    kind,
    value,
    weight: craftWeight,
    unit: visibleStep(metric, original),
    protect: null,
    scope: null,
    source: null,
  });
  const at = (metric: Metric): number => original[metric]!;
  const orange = at('chroma.byHue.orange.chroma');
  return [
    ...protectedBy,
    highlightBound(original, bound),
    bound('clipping.shadows', 'atMost', at('clipping.shadows') + 4 * drift.clipping),
    // Means and tops of chroma past which the fixture photographs looked dyed.
    bound('chroma.p95', 'atMost', Math.max(asksColour ? 23 : 20, at('chroma.p95') * 1.1)),
    bound('cast.b', 'atMost', Math.max(9.5, at('cast.b') + 2)),
    bound('cast.b', 'atLeast', Math.min(-7, at('cast.b') - 2)),
    // Skin lies in this band: it is the first to look wrong.
    ...(at('chroma.byHue.orange.share') >= skinShareMin
      ? [{ ...bound('chroma.byHue.orange.chroma', 'atMost', (asksColour ? 1.6 : 1.4) * orange + 2), weight: 1 }]
      : []),
    bound('banding', 'atMost', at('banding') + drift.banding),
    ...regionCasts(original, bound),
  ];
}

function highlightBound(original: Figures, bound: Bound): Guard {
  const clipped = original['clipping.highlights']!;
  if (original['lightness.p99']! >= blownLightnessMin)
    return bound(
      'clipping.highlights',
      'atMost',
      clipped + Math.min(0.3 * clipped, 2 * drift.clipping) + 2 * drift.clipping,
    );
  const { share, unit, weight } = saturated;
  return { ...bound('clipping.highlights', 'atMost', 1.3 * clipped + share), unit, weight };
}

/** OKLab × 100 by which skin may get yellower or bluer. */
const skinWarmthMax = 3.5;

/** Skin that was looked at may follow the light's warmth so far, but turns neither green nor magenta. */
function regionCasts(original: Figures, bound: Bound): readonly Guard[] {
  return ['skin', 'face'].flatMap((name) => {
    const a = original[`${name}.cast.a`];
    if (a === undefined) return [];
    const b = original[`${name}.cast.b`]!;
    return [
      bound(`${name}.cast.a`, 'atMost', a + 2.5),
      bound(`${name}.cast.a`, 'atLeast', a - 2),
      bound(`${name}.cast.b`, 'atMost', b + skinWarmthMax),
      bound(`${name}.cast.b`, 'atLeast', b - skinWarmthMax),
    ];
  });
}

/** The zone that measures a protected region, and the scope of the levers that can keep it. */
function zoneOf(region: Region | null, original: Figures): { readonly zone: string; readonly scope: string | null } {
  if (region?.kind === 'matte') return { zone: `${region.name}.`, scope: region.name };
  if (region?.kind === 'colour') {
    return { zone: `${bandZoneName(seenBand(region.band, original))}.`, scope: region.band };
  }
  return { zone: '', scope: null };
}

function boundsOf({ protect, region, source }: Constraint, original: Figures): readonly Guard[] {
  const seesSkin = protect === 'skin' && region === null && Object.hasOwn(original, 'skin.cast.a');
  const { zone, scope } = seesSkin ? { zone: 'skin.', scope: 'skin' } : zoneOf(region, original);
  const isBand = region?.kind === 'colour';
  const weight = constraintWeight;
  const bound = (metric: Metric, kind: Aim['kind'], value: number): Guard => {
    return { metric, kind, value, weight, unit: visibleStep(metric, original), protect, scope, source };
  };
  /** Both sides of a figure of the zone; a zone without it needs no bound. */
  const near = (name: string, by: (value: number) => number): readonly Guard[] => {
    const metric = `${zone}${name}`;
    const value = original[metric];
    if (value === undefined) return [];
    return [bound(metric, 'atMost', value + by(value)), bound(metric, 'atLeast', value - by(value))];
  };
  const lightness = isBand ? 'lightness' : 'lightness.p50';
  const chroma = isBand ? 'chroma' : 'chroma.mean';
  const value = (name: string): number | undefined => original[`${zone}${name}`];
  const oneSided = (name: string, kind: Aim['kind'], by: number): readonly Guard[] => {
    const from = value(name);
    return from === undefined ? [] : [bound(`${zone}${name}`, kind, from + by)];
  };
  switch (protect) {
    case 'shadows': {
      // As with highlights: tones far from black have room before they lose anything.
      const room = (value('lightness.p05') ?? 0) > 30 ? 2 : 0;
      return [
        ...oneSided('lightness.p05', 'atLeast', -room),
        ...oneSided('clipping.shadows', 'atMost', drift.clipping / 2),
      ];
    }
    case 'highlights': {
      // Highlights far from white have room before they lose anything.
      const room = (value('lightness.p95') ?? 100) < 85 ? 2 : 0.5;
      return [
        ...oneSided('lightness.p95', 'atMost', room),
        ...(original['lightness.p99']! < blownLightnessMin
          ? oneSided('clipping.highlights', 'atMost', saturated.share).map((guard) => ({
              ...guard,
              unit: saturated.unit,
              weight: saturated.keptWeight,
            }))
          : oneSided('clipping.highlights', 'atMost', drift.clipping / 4)),
      ];
    }
    case 'skin':
      // Where no skin is to be seen there is none to keep.
      if (!seesSkin && region === null && original['chroma.byHue.orange.share']! < skinShareMin) return [];
      return seesSkin
        ? [
            ...near('cast.a', () => drift.cast),
            ...near('cast.b', () => 2 * drift.cast),
            ...near('chroma.mean', (chromaNow) => drift.skinShare * chromaNow),
          ]
        : [
            ...near('chroma.byHue.orange.chroma', (chromaNow) => drift.skinShare * chromaNow),
            ...near('cast.a', () => drift.cast),
          ];
    case 'colour':
      return [
        ...near('cast.a', () => drift.cast),
        ...near('cast.b', () => drift.cast),
        ...near(chroma, (chromaNow) => drift.chromaShare * chromaNow),
      ];
    case 'contrast':
      return near('lightness.deviation', (deviation) => drift.contrastShare * deviation);
    case 'lightness':
      return near(lightness, () => drift.lightness);
    case 'all':
      return [
        ...near(lightness, () => untouched.lightness),
        ...near('cast.a', () => untouched.cast),
        ...near('cast.b', () => untouched.cast),
        ...near(chroma, (chromaNow) => untouched.chromaShare * chromaNow),
      ];
  }
}

/** Whether a bound is crossed by more than a quarter of a visible step. */
export function isCrossed(guard: Guard, figures: Figures): boolean {
  const beyond = (figures[guard.metric]! - guard.value) * (guard.kind === 'atLeast' ? -1 : 1);
  return beyond > 0.25 * guard.unit;
}
