import { falloff, progress } from '../curves.ts';
import type { Metric, Tilts } from '../metric.ts';

/** A tilt that is not seen without a ruler, degrees. */
const unseen = 0.3;

/** Nearer to level than before; what was level must stay so. */
export function levelMetric({ before, after }: Tilts): Metric {
  return {
    name: 'level horizon',
    axis: 'instruction',
    weight: 1,
    judge: ({ intent }) => {
      const [from, to] = [Math.abs(before), Math.abs(after)];
      const left = Math.max(0, to - unseen);
      const value = from > unseen ? progress(from - to, from - unseen / 2, 1) : falloff(left, 1);
      const evidence = `${before.toFixed(1)}° → ${after.toFixed(1)}°`;
      return { value, evidence: intent.locale === 'zh' ? `倾斜 ${evidence}` : `off level ${evidence}` };
    },
  };
}
