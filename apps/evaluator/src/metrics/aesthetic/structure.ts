import { falloff } from '../curves.ts';
import { asked } from '../metric.ts';
import type { Quality } from './aesthetic.ts';

/** Developing moves tones and colours, not what is in the picture. */
export const structure: Quality = {
  name: 'structure kept',
  weight: ({ pair }) => (pair === null ? 0 : 1.3),
  judge: ({ intent, pair }) => {
    const fine = ['clarity', 'sharpness', 'texture', 'grain', 'noise', 'blur', 'haze'] as const;
    const wished = Math.max(...fine.map((axis) => Math.abs(asked(intent, axis))));
    const kept = pair!.structure;
    return {
      value: falloff(Math.max(0, 1 - kept - 0.1 * wished), 0.15),
      evidence: {
        en: `structure of the original kept ${kept.toFixed(3)} of 1, tones aside`,
        zh: `除影调外保留原片结构 ${kept.toFixed(3)}（满分 1）`,
      },
    };
  },
};
