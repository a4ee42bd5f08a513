import { falloff } from '../curves.ts';
import { skinChange } from '../skin.ts';
import type { Keeper } from './constraint.ts';

/** Skin stays natural when the skin-like colours keep their hue, their strength and their place on the line of skin. */
export const skin: Keeper = {
  name: 'skin stays natural',
  kept: (_span, subject) => {
    const { hueBefore, hueAfter, chromaBefore, chromaAfter, lost } = skinChange(subject);
    const hue = Math.max(0, Math.abs(hueAfter - hueBefore) - 4) / 14;
    const chroma = Math.max(0, Math.abs(Math.log((chromaAfter + 0.1) / (chromaBefore + 0.1))) - 0.12) / 0.45;
    return falloff(Math.hypot(hue, chroma, Math.max(0, lost - 0.15) / 0.4), 1);
  },
  evidence: (_span, subject) => {
    const { hueBefore, hueAfter, chromaBefore, chromaAfter, lost } = skinChange(subject);
    const hue = `${hueBefore.toFixed(0)}° → ${hueAfter.toFixed(0)}°`;
    const chroma = `${chromaBefore.toFixed(1)} → ${chromaAfter.toFixed(1)}`;
    const off = `${Math.round(100 * lost)} %`;
    return {
      en: `skin-like hue ${hue}, chroma ${chroma}, ${off} of it left the hues of skin`,
      zh: `肤色色相 ${hue}，彩度 ${chroma}，${off} 偏离肤色色相`,
    };
  },
};
