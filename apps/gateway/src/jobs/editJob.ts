import { editCheckpointSchema, editWorkSchema } from '../schemas/work.ts';
import { saveJob } from '../store/jobs.ts';
import { cancelTurns } from './cancelTurns.ts';
import { editPhoto } from './editPhoto.ts';
import type { JobHandler } from './job.ts';

/** `POST /v1/edits`: a photo, a change, several outputs. */
export const editJob: JobHandler = {
  async run({ context, job, lease, signal }) {
    return editPhoto({
      ...{ context, lease, signal, keyId: job.key_id, item: 0 },
      work: editWorkSchema.parse(job.request),
      checkpoint: editCheckpointSchema.parse(job.checkpoint),
      save: (unit, checkpoint) => saveJob(unit, lease, { checkpoint }),
    });
  },

  async abandon({ context, job }) {
    await cancelTurns(context, job.id);
  },
};
