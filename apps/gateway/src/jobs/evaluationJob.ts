import { evaluationItemSchema } from '../schemas/work.ts';
import { countItems, listItems, saveItem } from '../store/jobs.ts';
import { countUsage } from '../store/usage.ts';
import type { EvaluationQueue, EvaluationRequest } from './evaluationQueue.ts';
import type { JobHandler, JobRun } from './job.ts';

const itemsPerReadMax = 50;

/** `POST /v1/evaluation-batches`: many edits judged; one that cannot be judged stops no other. */
export function evaluationJob(queue: EvaluationQueue): JobHandler {
  return {
    async run(run) {
      const { context, job, lease, signal } = run;
      for await (const { id, outcome } of queue.evaluate(context, openItems(run), signal)) {
        signal.throwIfAborted();
        const index = Number(id.split('/')[1]);
        await context.store.write(async (unit) => {
          if ('evaluation' in outcome) {
            await saveItem(unit, lease, index, { state: 'succeeded', result: outcome });
            await countUsage(unit, job.key_id, { evaluations: 1 });
          } else {
            const { code, message } = outcome.problem;
            await saveItem(unit, lease, index, { state: 'failed', failure: { code, message, retryable: false } });
          }
        });
      }
      const { succeeded, failed } = await countItems(context.store, job.id);
      return { succeeded, failed };
    },
  };
}

async function* openItems({ context, job }: JobRun): AsyncGenerator<EvaluationRequest> {
  for (let afterIndex = -1; ;) {
    const states = ['queued', 'running'] as const;
    const items = await listItems(context.store, job.id, { afterIndex, countMax: itemsPerReadMax, states });
    for (const { index, request } of items) yield { id: `${job.id}/${index}`, ...evaluationItemSchema.parse(request) };
    if (items.length < itemsPerReadMax) return;
    afterIndex = items.at(-1)?.index ?? afterIndex;
  }
}
