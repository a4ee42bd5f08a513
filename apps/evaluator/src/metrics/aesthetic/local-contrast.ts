import { clamp, falloff, outside } from '../curves.ts';
import { asked } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/**
 * Local contrast grows with global contrast; when it outgrows it, edges get haloes and surfaces turn crunchy, and when
 * it falls far behind, the picture smears.
 */
export const localContrast: Quality = {
  name: 'local contrast',
  weight: () => 0.5,
  judge: ({ intent, before, after }) => {
    const gain = (from: number, to: number): number => Math.max(0.01, to) / Math.max(0.01, from);
    const local = gain(before.texture.local, after.texture.local);
    const global = gain(before.measurement.lightness.deviation, after.measurement.lightness.deviation);
    const wish = clamp(asked(intent, 'clarity') - asked(intent, 'haze'), -1, 1);
    const low = Math.log(0.8) + 0.3 * Math.min(0, wish);
    const high = Math.log(1.25) + 0.3 * Math.max(0, wish);
    const relative = Math.log(local / global);
    const figures = arrow(before.texture.local, after.texture.local);
    return {
      value: falloff(outside(relative, low, high), 0.35),
      evidence: {
        en: `local contrast ${figures}, ${(local / global).toFixed(2)} × the change of the whole`,
        zh: `局部反差 ${figures}，为整体变化的 ${(local / global).toFixed(2)} 倍`,
      },
    };
  },
};
