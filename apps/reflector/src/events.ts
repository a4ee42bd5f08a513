import { meter, type Logger } from '@safelight/service-kit';
import type { Sample } from './sample/sample.ts';

/** Business events: full detail to the log, few labels to the metric. */
export interface Events {
  trajectoryKept(id: string, photoSha256: string): void;
  trajectoryKnown(id: string): void;
  trajectoryLeftOut(id: string, reason: string): void;
  reflected(sample: Sample): void;
  exported(form: string, files: number): void;
}

const trajectories = meter.createCounter('reflector_trajectories', {
  description: 'Trajectories submitted, by outcome.',
});
const samples = meter.createCounter('reflector_samples', { description: 'Reflection samples written, by language.' });

const exports = meter.createCounter('reflector_exports', { description: 'Data sets exported, by form.' });

export function createEvents(logger: Logger): Events {
  return {
    trajectoryKept: (id, photoSha256) => {
      trajectories.add(1, { outcome: 'kept' });
      logger.info({ trajectory: id, photoSha256 }, 'trajectory kept');
    },
    trajectoryKnown: (id) => {
      trajectories.add(1, { outcome: 'known' });
      logger.debug({ trajectory: id }, 'trajectory was here before');
    },
    trajectoryLeftOut: (id, reason) => {
      trajectories.add(1, { outcome: 'leftOut' });
      logger.warn({ trajectory: id, reason }, 'trajectory left out');
    },
    exported: (form, files) => {
      exports.add(1, { form });
      logger.info({ form, files }, 'data set exported');
    },
    reflected: ({ id, worse, better, margin, locale }) => {
      samples.add(1, { locale });
      logger.info({ reflection: id, worse: worse.trajectoryId, better: better.trajectoryId, margin }, 'pair reflected');
    },
  };
}
