import type { Teacher } from '../teacher.ts';
import { en } from './en.ts';
import { factsOf } from './facts.ts';
import { zh } from './zh.ts';

/**
 * The teacher without a model: it finds which settings explain which measured figures. Every sentence states figures of
 * the two trajectories; nothing else is known here.
 */
export const embeddedTeacher: Teacher = {
  version: 'embedded/2',
  teach({ worse, better, correction }) {
    const facts = factsOf(worse, better);
    const analysis = (worse.locale === 'zh' ? zh : en)(facts, correction);
    return Promise.resolve({ analysis, attributions: facts.attributions });
  },
};
