import { meter, type Logger } from '@safelight/service-kit';

const decided = meter.createCounter('safelight_policy_steps', { description: 'Steps decided, by outcome' });

/** A step was decided: `edit` with its number of calls, or `finish`. */
export function stepDecided(
  logger: Logger,
  step: {
    readonly backend: string;
    readonly index: number;
    readonly outcome: 'edit' | 'finish';
    readonly calls: number;
  },
): void {
  logger.debug(step, 'step decided');
  decided.add(1, { outcome: step.outcome });
}
