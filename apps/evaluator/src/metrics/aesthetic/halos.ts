import { falloff } from '../curves.ts';
import { asked } from '../metric.ts';
import { percent } from '../constraint/constraint.ts';
import type { Quality } from './aesthetic.ts';

/** No light and dark seams along edges. */
export const halos: Quality = {
  name: 'halos',
  weight: ({ pair }) => (pair === null ? 0 : 0.6),
  judge: ({ intent, pair }) => {
    const wish = Math.max(0, asked(intent, 'sharpness'), asked(intent, 'clarity'), asked(intent, 'texture'));
    const found = pair!.halos;
    return {
      value: falloff(Math.max(0, found - 0.04 * wish), 0.12),
      evidence: {
        en: `overshoot along edges ${percent(found)} of their step`,
        zh: `边缘过冲为边缘反差的 ${percent(found)}`,
      },
    };
  },
};
