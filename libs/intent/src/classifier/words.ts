import type { Locale } from '@safelight/core';
import type { Axis, Region } from '../intent.ts';
import type { Sign } from '../lexicon/meaning.ts';
import { nameOfRegion } from '../region-words.ts';

/** The two ends of an axis in words: [+, −]. */
const ends: Readonly<Record<Axis, Readonly<Record<Locale, readonly [more: string, less: string]>>>> = {
  lightness: { en: ['brighter', 'darker'], zh: ['更亮', '更暗'] },
  shadows: { en: ['shadows opened', 'shadows deeper'], zh: ['阴影提亮', '阴影加深'] },
  highlights: { en: ['highlights brighter', 'highlights held back'], zh: ['高光更亮', '高光压低'] },
  contrast: { en: ['more contrast', 'less contrast'], zh: ['对比更强', '对比更柔'] },
  warmth: { en: ['warmer', 'cooler'], zh: ['更暖', '更冷'] },
  tint: { en: ['less green', 'less magenta'], zh: ['少些绿', '少些洋红'] },
  saturation: { en: ['more colourful', 'less colourful'], zh: ['色彩更浓', '色彩更淡'] },
  haze: { en: ['hazier', 'clearer air'], zh: ['更朦胧', '更通透'] },
  clarity: { en: ['more structure', 'softer structure'], zh: ['结构更硬朗', '更柔和'] },
  fade: { en: ['lifted blacks', 'deeper blacks'], zh: ['黑色提灰', '黑色更深'] },
  vignette: { en: ['darker corners', 'lighter corners'], zh: ['四角压暗', '四角提亮'] },
  grain: { en: ['film grain', 'less film grain'], zh: ['加胶片颗粒', '减胶片颗粒'] },
  monochrome: { en: ['without colour', 'in colour'], zh: ['黑白', '彩色'] },
  sharpness: { en: ['sharper', 'less sharp'], zh: ['更锐', '锐度降低'] },
  texture: { en: ['more texture', 'smoother'], zh: ['纹理更明显', '更平滑'] },
  noise: { en: ['noisier', 'less noise'], zh: ['更多噪点', '减少噪点'] },
  blur: { en: ['out of focus', 'in focus'], zh: ['虚化', '更实'] },
};

/** A guessed wish in words that a person can check: "sky: darker". */
export function wishInWords(
  axis: Axis,
  sign: Sign,
  region: Region | null,
): { readonly en: string; readonly zh: string } {
  const at = sign === 1 ? 0 : 1;
  return {
    en: `${region === null ? '' : `${nameOfRegion(region, 'en')}: `}${ends[axis].en[at]}`,
    zh: `${region === null ? '' : `${nameOfRegion(region, 'zh')}:`}${ends[axis].zh[at]}`,
  };
}
