import { falloff, outside } from '../curves.ts';
import { asked, isMonochrome } from '../metric.ts';
import { skinChange } from '../skin.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** Below this share of the picture skin-like colours say nothing. */
const shareMin = 0.06;
const plausible = { hueLow: 36, hueHigh: 80, chromaHigh: 12.5 } as const;

/** Skin-like colours stay plausible as skin: not sunburnt, jaundiced, grey or orange. */
export const skin: Quality = {
  name: 'skin-like colours',
  weight: (subject) => (isMonochrome(subject) || subject.before.skin.share < shareMin ? 0 : 0.8),
  judge: (subject) => {
    const { intent, before, after } = subject;
    const { hueShift, chromaRatio, remaining } = skinChange(subject);
    // Warm light warms faces too.
    const room = 4 + 8 * Math.abs(asked(intent, 'warmth')) + 4 * Math.abs(asked(intent, 'tint'));
    const implausible = after.skin.share === 0 ? 0 : outside(after.skin.hue, plausible.hueLow, plausible.hueHigh) / 15;
    const shifted = Math.max(0, Math.abs(hueShift) - room) / 18;
    const strong = Math.max(0, after.skin.chroma - Math.max(plausible.chromaHigh, before.skin.chroma * 1.15)) / 4;
    const drained = Math.max(0, 0.7 - chromaRatio) / 0.4;
    const lost = Math.max(0, 0.6 - remaining) / 0.5;
    const hue = `${before.skin.hue.toFixed(0)}° → ${after.skin.hue.toFixed(0)}°`;
    const chroma = arrow(before.skin.chroma, after.skin.chroma);
    return {
      value: falloff(Math.hypot(implausible, shifted, strong, drained, lost), 1),
      evidence: { en: `hue ${hue}, chroma ${chroma}`, zh: `色相 ${hue}，彩度 ${chroma}` },
    };
  },
};
