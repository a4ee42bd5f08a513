/** What is done for each kind of job. */
import type { EvaluationQueue } from './evaluationQueue.ts';
import { batchJob } from './batchJob.ts';
import { editJob } from './editJob.ts';
import { evaluationJob } from './evaluationJob.ts';
import { renderJob } from './renderJob.ts';
import type { JobHandlers } from './runner.ts';

export function jobHandlers(evaluations: EvaluationQueue): JobHandlers {
  return {
    edit: editJob,
    render: renderJob,
    batch: batchJob,
    'evaluation-batch': evaluationJob(evaluations),
  };
}
