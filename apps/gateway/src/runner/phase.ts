/** What a stride of a turn spends its time on: a span of the turn's trace, and a figure for all turns. */
import { traced } from '@safelight/service-kit/tracing';
import { phaseEnded } from '../events.ts';

export type Phase = 'decide' | 'validate' | 'render' | 'store' | 'evaluate' | 'compare' | 'commit';

/** Does the work; one that fails has taken its time as well. */
export async function inPhase<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await traced(phase, {}, work);
  } finally {
    phaseEnded(phase, performance.now() - begun);
  }
}
