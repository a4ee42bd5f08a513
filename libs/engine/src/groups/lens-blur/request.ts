/** What the lens-blur tools ask for, in units of the computation. Plain data: it goes to a worker as it is. */
import type { Depth } from '../../analysis/depth.ts';
import type { Settings } from '../../compile/settings.ts';

/** Shapes by the panel's order; files say 0, the other codes are read in the order of the panel. */
export type BokehShape = 'circle' | 'bubble' | 'blades' | 'ring' | 'anamorphic';
const shapes: readonly BokehShape[] = ['circle', 'bubble', 'blades', 'ring', 'anamorphic'];

export interface Bokeh {
  readonly shape: BokehShape;
  /** 0..1. */
  readonly detail: number;
  readonly catEye: number;
  readonly catEyeScale: number;
  /** −1..1; positive is taller than wide. */
  readonly aspect: number;
  /** Radians, clockwise as seen. */
  readonly rotation: number;
  /** −1 creamy … 1 bright rim. */
  readonly aberration: number;
}

/** Depths 0..1: nothing is sharp before the first and beyond the last, everything between the two in the middle. */
export type FocalRange = readonly [nearNone: number, nearSharp: number, farSharp: number, farNone: number];

export interface BlurRequest {
  readonly focus: FocalRange;
  /** Radius of the widest disc as a share of the long edge. */
  readonly radius: number;
  readonly bokeh: Bokeh;
  /** Share of full boost, 0..1, and encoded light at which it sets in. */
  readonly boost: number;
  readonly threshold: number;
}

/** Radius at amount 100. */
const radiusMax = 0.03;
/** Encoded light at which lights are boosted, at threshold 0 and 100. */
const thresholdFrom = 0.65;
const thresholdTo = 0.98;
/** What is kept sharp around the depths of the subject, and how far beyond it the blur is full. */
const subjectMargin = 0.1;
const subjectFeather = 0.5;
/** How the focal range was chosen: 1 by the subject, 3 by hand. */
const bySubject = 1;
/** The preset's range keeps the whole depth sharp. */
const wholeRange = [0, 0, 100, 100] as const;

/** Null when the blur is off or without an amount. */
export function blurRequest(settings: Settings, depth: () => Pick<Depth, 'plane' | 'subject'>): BlurRequest | null {
  if (!settings.flag('lensBlurActive') || settings.number('lensBlurAmount') === 0) return null;
  return {
    focus: focusOf(settings, depth),
    radius: radiusMax * settings.slider('lensBlurAmount'),
    bokeh: {
      shape: shapes[settings.number('lensBlurBokeh')] ?? 'circle',
      detail: settings.slider('lensBlurShapeDetail'),
      catEye: settings.slider('lensBlurCatEye'),
      catEyeScale: settings.slider('lensBlurCatEyeScale'),
      aspect: settings.slider('lensBlurAspect'),
      rotation: (settings.number('lensBlurRotation') * Math.PI) / 180,
      aberration: settings.slider('lensBlurSphericalAberration'),
    },
    boost: settings.slider('lensBlurHighlightsBoost'),
    threshold: thresholdFrom + (thresholdTo - thresholdFrom) * settings.slider('lensBlurHighlightsThreshold'),
  };
}

/**
 * A range that was found by another program's subject detection belongs to that program's depth map, so with the
 * subject as source the range is found anew; by hand, or where only a range is given, it holds as it stands.
 */
function focusOf(settings: Settings, depth: () => Pick<Depth, 'plane' | 'subject'>): FocalRange {
  const given = settings.value('lensBlurFocalRange');
  const isGiven = settings.isSet('lensBlurFocalRange') && Array.isArray(given) && given.length === 4;
  const source = settings.isSet('lensBlurFocusSource') ? settings.number('lensBlurFocusSource', bySubject) : undefined;
  if (isGiven && source !== bySubject) return (given as readonly number[]).map((x) => x / 100) as unknown as FocalRange;
  if (!isGiven && source !== undefined && source !== bySubject)
    return wholeRange.map((x) => x / 100) as unknown as FocalRange;
  const found = depth();
  const range = ranges.get(found.plane) ?? subjectRange(found);
  ranges.set(found.plane, range);
  return range;
}

/** By depth plane: a render asks more than once. */
const ranges = new WeakMap<object, FocalRange>();

/** Depths of what is meant to be looked at: of the strongest part of the subject, with a margin. */
export function subjectRange({ plane, subject }: Pick<Depth, 'plane' | 'subject'>): FocalRange {
  const bins = new Float64Array(101);
  let total = 0;
  const most = subject.data.reduce((max, x) => Math.max(max, x), 1e-6);
  for (let y = 0; y < subject.height; y++) {
    const row = Math.min(Math.floor(((y + 0.5) * plane.height) / subject.height), plane.height - 1) * plane.width;
    for (let x = 0; x < subject.width; x++) {
      const share = Math.max(subject.data[y * subject.width + x]! / most - 0.4, 0);
      if (share === 0) continue;
      const column = Math.min(Math.floor(((x + 0.5) * plane.width) / subject.width), plane.width - 1);
      bins[Math.round(plane.data[row + column]! * 100)]! += share;
      total += share;
    }
  }
  const at = (share: number): number => {
    let seen = 0;
    for (const [bin, weight] of bins.entries()) {
      seen += weight;
      if (seen >= share * total) return bin / 100;
    }
    return 1;
  };
  const [near, far] = [at(0.1) - subjectMargin, at(0.9) + subjectMargin];
  return [near - subjectFeather, near, far, far + subjectFeather];
}

/** Blur of a depth as a share of the widest disc: negative before the focal range, positive beyond it. */
export function blurAt(depth: number, [nearNone, nearSharp, farSharp, farNone]: FocalRange): number {
  // A range without a feather is a step; half a hundredth of the depth is as steep as the estimate can follow.
  const feather = (x: number): number => Math.max(x, 0.005);
  if (depth < nearSharp) return -Math.min((nearSharp - depth) / feather(nearSharp - nearNone), 1);
  if (depth > farSharp) return Math.min((depth - farSharp) / feather(farNone - farSharp), 1);
  return 0;
}

/** Whether anything can lie before the focal range. */
export const hasForeground = ([, nearSharp]: FocalRange): boolean => nearSharp > 0;
