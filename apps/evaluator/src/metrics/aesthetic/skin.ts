import { falloff, outside } from '../curves.ts';
import { asked, isMonochrome } from '../metric.ts';
import { skinLine } from '../../pair/skin.ts';
import { skinChange } from '../skin.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Below this share of the picture skin-like colours say nothing. */
const shareMin = 0.06;
const chromaHigh = 12.5;

/** Skin-like colours stay on the line of skin hues: not sunburnt, jaundiced, grey or orange. */
export const skin: Quality = {
  name: 'skin-like colours',
  weight: (subject) => (isMonochrome(subject) || subject.before.skin.share < shareMin ? 0 : 0.8),
  judge: (subject) => {
    const { intent } = subject;
    const { hueBefore, hueAfter, chromaBefore, chromaAfter, lost } = skinChange(subject);
    // Warm light warms faces too.
    const room = 4 + 8 * Math.abs(asked(intent, 'warmth')) + 4 * Math.abs(asked(intent, 'tint'));
    const implausible = outside(hueAfter, skinLine.hueMin, skinLine.hueMax) / 15;
    const shifted = Math.max(0, Math.abs(hueAfter - hueBefore) - room) / 18;
    const strong = Math.max(0, chromaAfter - Math.max(chromaHigh, chromaBefore * 1.15)) / 4;
    const drained = Math.max(0, 0.7 - (chromaAfter + 0.1) / (chromaBefore + 0.1)) / 0.4;
    const off = Math.max(0, lost - 0.4) / 0.5;
    const hue = `${hueBefore.toFixed(0)}° → ${hueAfter.toFixed(0)}°`;
    const chroma = arrow(chromaBefore, chromaAfter);
    return {
      value: falloff(Math.hypot(implausible, shifted, strong, drained, off), 1),
      evidence: {
        en: `hue ${hue} (skin is ${skinLine.hueMin}°–${skinLine.hueMax}°), chroma ${chroma}`,
        zh: `色相 ${hue}（肤色为 ${skinLine.hueMin}°–${skinLine.hueMax}°），彩度 ${chroma}`,
      },
    };
  },
};
