import type { Case } from './metric.ts';

/** What became of the colours that could be skin. Hues in OKLab degrees, + is towards yellow. */
export interface SkinChange {
  readonly hueBefore: number;
  readonly hueAfter: number;
  readonly chromaBefore: number;
  readonly chromaAfter: number;
  /** Share of it that has no colour of skin any more, 0..1. */
  readonly lost: number;
}

const none: SkinChange = { hueBefore: 0, hueAfter: 0, chromaBefore: 0, chromaAfter: 0, lost: 0 };

/** At the same places where the pictures can be laid over each other, else by what is skin-like in each. */
export function skinChange({ before, after, pair }: Case): SkinChange {
  if (before.skin.share === 0) return none;
  if (pair !== null) {
    if (pair.skin === null) return none;
    const { leftLine, ...colours } = pair.skin;
    return { ...colours, lost: leftLine };
  }
  return {
    hueBefore: before.skin.hue,
    hueAfter: after.skin.share === 0 ? before.skin.hue : after.skin.hue,
    chromaBefore: before.skin.chroma,
    chromaAfter: after.skin.chroma,
    lost: Math.max(0, 1 - after.skin.share / before.skin.share),
  };
}
