import { falloff } from '../curves.ts';
import { asked } from '../metric.ts';
import { arrow, type Quality } from './aesthetic.ts';

/** A fall of the corners that nobody notices, in lightness. */
const unnoticed = 2;

/** No corners darkened or lightened beyond what was asked. */
export const evenLight: Quality = {
  name: 'even light',
  weight: ({ pair }) => (pair !== null && pair.frame.width === 1 && pair.frame.height === 1 ? 0.6 : 0),
  judge: ({ intent, before: { figures: before }, after: { figures: after } }) => {
    const moved = after.cornerFall - before.cornerFall;
    const wish = asked(intent, 'vignette');
    const beyond = Math.abs(moved - 5 * wish) - unnoticed - 4 * Math.abs(wish);
    const figures = arrow(before.cornerFall, after.cornerFall);
    return {
      value: falloff(Math.max(0, beyond), 7),
      evidence: { en: `corners darker than the centre by ${figures}`, zh: `四角比中心暗 ${figures}` },
    };
  },
};
