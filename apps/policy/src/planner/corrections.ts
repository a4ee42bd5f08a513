import { corrections, type Axis, type Correction, type Intent } from '@safelight/intent';
import type { Figures, Metric } from './metrics.ts';
import { clamp, type Target } from './target.ts';

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

/** What is to be put right, as targets. */
export function rightedTargets(intent: Intent, original: Figures): readonly Target[] {
  const whole = intent.corrections.length === corrections.length;
  return corrections.flatMap((what) => {
    const correction = intent.corrections.find((one) => one.what === what);
    return correction === undefined ? [] : correctionTargets(correction, original, whole);
  });
}

/** `whole`: the instruction asks to better everything, and names nothing. */
function correctionTargets({ what, source }: Correction, original: Figures, whole: boolean): readonly Target[] {
  const towards = (metric: Metric, axis: Axis, goal: number, share: number): readonly Target[] => {
    const from = original[metric]!;
    const wanted = from + share * (goal - from);
    return Math.abs(wanted - from) < 0.2 ? [] : [{ metric, from, wanted, weight: 0.8, axis, scope: null, source }];
  };
  const intoBand = (metric: Metric, axis: Axis, [low, high]: readonly [number, number]): readonly Target[] =>
    towards(metric, axis, clamp(original[metric]!, low, high), 0.75);
  switch (what) {
    case 'exposure':
      return intoBand('lightness.p50', 'lightness', balanced.median).map((one) => ({
        ...one,
        wanted: clamp(one.wanted, one.from - lightnessRightedMax.down, one.from + lightnessRightedMax.up),
      }));
    case 'contrast':
      return intoBand('lightness.deviation', 'contrast', balanced.deviation);
    case 'colour': {
      const chroma = original['chroma.mean']!;
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
        ...castTarget('cast.b', 'warmth', by(original['cast.neutralB']!), original, source),
        ...(Math.abs(original['cast.neutralA']!) < tintCastMin[kind]
          ? []
          : castTarget('cast.a', 'tint', by(original['cast.neutralA']!), original, source)),
      ];
    }
  }
}

/** Takes that much of a cast, measured on the near-neutral tones, out of the picture's mean colour. */
function castTarget(metric: Metric, axis: Axis, by: number, original: Figures, source: string): readonly Target[] {
  if (Math.abs(by) < castRightedMin) return [];
  const from = original[metric]!;
  return [{ metric, from, wanted: from - by, weight: 0.9, axis, scope: null, source }];
}
