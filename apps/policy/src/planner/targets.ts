import { corrections, type Axis, type Correction, type Goal, type Intent } from '@safelight/intent';
import { leaning } from './expected.ts';
import type { Figures, Metric } from './metrics.ts';

/** Where a metric should come to lie. */
export interface Target {
  readonly metric: Metric;
  readonly from: number;
  readonly wanted: number;
  /** How much it counts beside the others, > 0. */
  readonly weight: number;
  /** The axis of the goal behind it; a correction has the axis that it moves. */
  readonly axis: Axis;
  /** The goal, or the correction, in the instruction's words. */
  readonly source: string;
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Goals as metric targets. Each depends on what the photo already is: a sunset needs less warming than a grey day. */
export function targetsOf(intent: Intent, original: Figures, vary: (axis: Axis) => number): readonly Target[] {
  const wanted = intent.goals.flatMap((goal) =>
    goalTarget({ ...goal, amount: goal.amount * vary(goal.axis) }, original),
  );
  const righted = corrections.flatMap((what) => {
    const correction = intent.corrections.find((one) => one.what === what);
    const whole = intent.corrections.length === corrections.length;
    return correction === undefined ? [] : correctionTargets(correction, original, whole);
  });
  const taken = new Set(wanted.map(({ metric }) => metric));
  return withShift([...wanted, ...righted.filter(({ metric }) => !taken.has(metric))], original);
}

/** Share of a shift of the mean colour that shows as chroma where the picture's colour lies that way. */
const shiftToChroma = 0.5;

/** A warmer picture is a more colourful one: what the shift itself brings is not to be taken back. */
function withShift(targets: readonly Target[], original: Figures): readonly Target[] {
  const shift = targets.find(({ metric }) => metric === 'cast.b');
  if (shift === undefined) return targets;
  const brings = shiftToChroma * leaning(original) * (shift.wanted - shift.from);
  return targets.map((one) => (one.axis === 'saturation' ? { ...one, wanted: Math.max(0, one.wanted + brings) } : one));
}

/** OKLab lightness × 100 above which a tone is no shadow. */
const shadowLightnessMax = 55;

/** Change at full amount in the direction of the goal, in the metric's unit, positive. */
function goalTarget({ axis, amount, source, look }: Goal, original: Figures): readonly Target[] {
  const up = amount > 0;
  const size = Math.abs(amount);
  const target = (metric: Metric, reach: number): readonly Target[] => {
    const from = original[metric];
    const wanted = from + Math.sign(amount) * size * reach;
    return [{ metric, from, wanted, weight: 0.4 + 0.6 * size, axis, source }];
  };
  const at = (metric: Metric): number => original[metric];
  switch (axis) {
    case 'lightness':
      return target(
        'lightness.p50',
        up ? clamp(0.5 * (84 - at('lightness.p50')), 4, 20) : clamp(0.42 * (at('lightness.p50') - 12), 4, 20),
      );
    case 'shadows': {
      // In a bright picture the first quartile is no shadow any more.
      const metric = at('lightness.p25') < shadowLightnessMax ? 'lightness.p25' : 'lightness.p05';
      return target(metric, up ? clamp(0.3 * (66 - at(metric)), 3, 11) : clamp(0.32 * at(metric), 3, 12));
    }
    case 'highlights':
      return target(
        'lightness.p95',
        up ? clamp(0.6 * (99 - at('lightness.p95')), 1.5, 10) : clamp(0.45 * (at('lightness.p95') - 74), 3, 11),
      );
    case 'contrast':
      return target(
        'lightness.deviation',
        up
          ? clamp(0.32 * (33 - at('lightness.deviation')), 1.5, 6)
          : clamp(0.32 * (at('lightness.deviation') - 6), 1.5, 6),
      );
    case 'warmth':
      return target(
        'cast.b',
        up
          ? clamp(5.5 - 0.35 * Math.max(0, at('cast.b')), 2.5, 6)
          : clamp(5.5 + 0.35 * Math.min(0, at('cast.b')), 2.5, 6),
      );
    case 'tint':
      return target('cast.a', 3.5);
    case 'saturation':
      return target(
        'chroma.mean',
        up ? at('chroma.mean') * clamp(0.06 * (15 - at('chroma.mean')), 0.15, 0.6) : at('chroma.mean') * 0.62,
      );
    case 'haze':
      return target(
        'lightness.p05',
        up ? clamp(0.3 * (60 - at('lightness.p05')), 3, 12) : clamp(0.35 * at('lightness.p05'), 2, 10),
      );
    case 'clarity':
      return target('detail', at('detail') * (up ? 0.4 : 0.3));
    case 'fade':
      return target(
        'lightness.p01',
        up ? clamp(0.55 * (34 - at('lightness.p01')), 2, 14) : clamp(0.7 * at('lightness.p01'), 1, 12),
      );
    case 'monochrome':
      // A toned print has the colour of its tone.
      return up && look !== 'sepia'
        ? [{ metric: 'chroma.mean', from: at('chroma.mean'), wanted: 0, weight: 1, axis, source }]
        : [];
    // Their tools say directly how much: `effects.ts`.
    case 'vignette':
    case 'grain':
      return [];
  }
}

/** What a balanced picture measures, as bands; only what lies outside is moved, and not the whole way. */
const balanced = {
  median: [43, 60],
  deviation: [17, 25],
  chroma: [6, 13],
} as const;

/** A picture may be dark or bright on purpose: lightness is righted no further than this. */
const lightnessRightedMax = { up: 14, down: 8 } as const;
/** Shares of a cast to take out: asked for by name, or as part of "make it better", where warm light may be the picture. */
const castShare = { named: 0.75, whole: 0.4 } as const;
/** OKLab × 100: less than this is not worth a correction. */
const castRightedMin = 0.6;
/** OKLab × 100; greys are few in a colourful picture, so what they say of its cast is believed only so far. */
const castRightedMax = { named: 4, whole: 1 } as const;
/** Foliage and skin make greys lean to green or magenta: unasked, only a plain lean is taken for a cast. */
const tintCastMin = { named: 0, whole: 2.4 } as const;

/** `whole`: the instruction asks to better everything, and names nothing. */
function correctionTargets({ what, source }: Correction, original: Figures, whole: boolean): readonly Target[] {
  const towards = (metric: Metric, axis: Axis, goal: number, share: number): readonly Target[] => {
    const from = original[metric];
    const wanted = from + share * (goal - from);
    return Math.abs(wanted - from) < 0.2 ? [] : [{ metric, from, wanted, weight: 0.8, axis, source }];
  };
  const intoBand = (metric: Metric, axis: Axis, [low, high]: readonly [number, number]): readonly Target[] =>
    towards(metric, axis, clamp(original[metric], low, high), 0.75);
  switch (what) {
    case 'exposure':
      return intoBand('lightness.p50', 'lightness', balanced.median).map((one) => ({
        ...one,
        wanted: clamp(one.wanted, one.from - lightnessRightedMax.down, one.from + lightnessRightedMax.up),
      }));
    case 'contrast':
      return intoBand('lightness.deviation', 'contrast', balanced.deviation);
    case 'colour': {
      const chroma = original['chroma.mean'];
      // A balanced picture still gains from a little colour.
      const goal =
        chroma < balanced.chroma[1]
          ? Math.max(chroma * 1.12, Math.min(balanced.chroma[0], chroma * 1.4))
          : balanced.chroma[1];
      return towards('chroma.mean', 'saturation', goal, chroma < balanced.chroma[1] ? 1 : 0.5);
    }
    case 'whiteBalance': {
      const kind = whole ? 'whole' : 'named';
      const by = (cast: number): number => clamp(castShare[kind] * cast, -castRightedMax[kind], castRightedMax[kind]);
      return [
        ...castTarget('cast.b', 'warmth', by(original['cast.neutralB']), original, source),
        ...(Math.abs(original['cast.neutralA']) < tintCastMin[kind]
          ? []
          : castTarget('cast.a', 'tint', by(original['cast.neutralA']), original, source)),
      ];
    }
  }
}

/** Takes that much of a cast, measured on the near-neutral tones, out of the picture's mean colour. */
function castTarget(metric: Metric, axis: Axis, by: number, original: Figures, source: string): readonly Target[] {
  if (Math.abs(by) < castRightedMin) return [];
  const from = original[metric];
  return [{ metric, from, wanted: from - by, weight: 0.9, axis, source }];
}
