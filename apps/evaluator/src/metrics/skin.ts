import type { Case } from './metric.ts';

export interface SkinChange {
  /** Degrees; + is towards yellow. */
  readonly hueShift: number;
  /** After ÷ before, > 0. */
  readonly chromaRatio: number;
  /** Share of the skin-like pixels that still are skin-like, 0 .. about 1. */
  readonly remaining: number;
}

/** What became of the colours that could be skin; no change when there were none. */
export function skinChange({ before, after }: Case): SkinChange {
  if (before.skin.share === 0) return { hueShift: 0, chromaRatio: 1, remaining: 1 };
  if (after.skin.share === 0) return { hueShift: 0, chromaRatio: 1, remaining: 0 };
  return {
    hueShift: after.skin.hue - before.skin.hue,
    chromaRatio: after.skin.chroma / before.skin.chroma,
    remaining: Math.min(1, after.skin.share / before.skin.share),
  };
}
