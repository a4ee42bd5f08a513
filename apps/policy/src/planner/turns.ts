import type { Axis } from '@safelight/intent';
import type { LeverKind } from './levers/lever.ts';

/** A lever with the way it may be turned from where the turn found it: 1 up only, -1 down only, 0 either. */
export type Turn = readonly [kind: LeverKind, way: -1 | 0 | 1];

interface Ways {
  readonly up: readonly Turn[];
  readonly down: readonly Turn[];
}

/**
 * Which levers move an axis up and down, the best first. The way is part of the craft: a dreamy picture may get less
 * negative clarity, never positive clarity, however the figures stand.
 */
const byAxis: Record<Axis, Ways> = {
  lightness: { up: [['exposure', 1]], down: [['exposure', -1]] },
  shadows: {
    up: [['shadows', 1]],
    down: [
      ['shadows', -1],
      ['blacks', -1],
    ],
  },
  highlights: {
    up: [
      ['whites', 1],
      ['highlights', 1],
    ],
    down: [
      ['highlights', -1],
      ['whites', -1],
    ],
  },
  contrast: {
    up: [
      ['contrast', 1],
      ['curve', 1],
      ['whites', 1],
      ['blacks', -1],
    ],
    down: [
      ['contrast', -1],
      ['curve', -1],
      ['highlights', -1],
      ['shadows', 1],
    ],
  },
  warmth: {
    up: [
      ['temperature', 1],
      ['wash', 1],
    ],
    down: [
      ['temperature', -1],
      ['wash', -1],
    ],
  },
  tint: { up: [['tint', 1]], down: [['tint', -1]] },
  saturation: {
    up: [
      ['vibrance', 1],
      ['saturation', 1],
    ],
    down: [
      ['saturation', -1],
      ['vibrance', -1],
    ],
  },
  haze: {
    up: [['mist', -1]],
    down: [
      ['dehaze', 1],
      ['blacks', -1],
    ],
  },
  clarity: {
    up: [
      ['clarity', 1],
      ['texture', 1],
    ],
    down: [
      ['clarity', -1],
      ['texture', -1],
    ],
  },
  fade: { up: [['fade', 1]], down: [['blacks', -1]] },
  vignette: { up: [], down: [] },
  grain: { up: [], down: [] },
  monochrome: { up: [['contrast', 0]], down: [] },
  sharpness: {
    up: [
      ['texture', 1],
      ['clarity', 1],
    ],
    down: [
      ['texture', -1],
      ['clarity', -1],
    ],
  },
  texture: { up: [['texture', 1]], down: [['texture', -1]] },
  noise: { up: [], down: [['denoise', 1]] },
  blur: { up: [['lensBlur', 1]], down: [] },
};

/** Where a mask, or a hue's own sliders, offer other levers than the whole photo does. */
const throughMask: Partial<Record<Axis, Ways>> = {
  contrast: {
    up: [
      ['contrast', 1],
      ['whites', 1],
      ['blacks', -1],
    ],
    down: [
      ['contrast', -1],
      ['highlights', -1],
      ['shadows', 1],
    ],
  },
  lightness: {
    up: [
      ['exposure', 1],
      ['shadows', 1],
    ],
    down: [
      ['exposure', -1],
      ['highlights', -1],
    ],
  },
  warmth: { up: [['temperature', 1]], down: [['temperature', -1]] },
  saturation: { up: [['saturation', 1]], down: [['saturation', -1]] },
  monochrome: { up: [['saturation', -1]], down: [] },
  sharpness: {
    up: [
      ['sharpen', 1],
      ['texture', 1],
      ['clarity', 1],
    ],
    down: [
      ['soften', -1],
      ['texture', -1],
    ],
  },
  texture: {
    up: [
      ['texture', 1],
      ['sharpen', 1],
    ],
    // A small photo has no pores to smooth: what it has lies in its pixels.
    down: [
      ['texture', -1],
      ['soften', -1],
    ],
  },
  blur: { up: [['soften', -1]], down: [['sharpen', 1]] },
};

const inBand: Partial<Record<Axis, Ways>> = {
  lightness: { up: [['bandLuminance', 1]], down: [['bandLuminance', -1]] },
  saturation: { up: [['bandSaturation', 1]], down: [['bandSaturation', -1]] },
  monochrome: { up: [['bandSaturation', -1]], down: [] },
};

export type ScopeKind = 'whole' | 'mask' | 'band';

/** The levers that move an axis there, the best first. */
export function turnsOf(axis: Axis, direction: number, scope: ScopeKind): readonly Turn[] {
  const ways = (scope === 'band' ? inBand[axis] : scope === 'mask' ? throughMask[axis] : undefined) ?? byAxis[axis];
  return direction >= 0 ? ways.up : ways.down;
}
