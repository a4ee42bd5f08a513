import { falloff } from '../curves.ts';
import { skinChange } from '../skin.ts';
import type { Keeper } from './constraint.ts';

/** Skin stays natural when the skin-like colours keep their hue and their strength. */
export const skin: Keeper = {
  name: 'skin stays natural',
  kept: (subject) => {
    const { hueShift, chromaRatio, remaining } = skinChange(subject);
    const hue = Math.max(0, Math.abs(hueShift) - 4) / 14;
    const chroma = Math.max(0, Math.abs(Math.log(chromaRatio)) - 0.12) / 0.45;
    const lost = Math.max(0, 0.7 - remaining) / 0.5;
    return falloff(Math.hypot(hue, chroma, lost), 1);
  },
  evidence: ({ before, after }) => {
    const hue = `${before.skin.hue.toFixed(0)}° → ${after.skin.hue.toFixed(0)}°`;
    const chroma = `${before.skin.chroma.toFixed(1)} → ${after.skin.chroma.toFixed(1)}`;
    return { en: `skin-like hue ${hue}, chroma ${chroma}`, zh: `肤色色相 ${hue}，彩度 ${chroma}` };
  },
};
