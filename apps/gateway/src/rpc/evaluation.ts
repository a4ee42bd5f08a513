/** safelight.evaluation.v1.EvaluationService. */
import type { Implementation } from '@safelight/service-kit';
import { evaluationContract } from '@safelight/wire';
import type { AnyPicture } from '@safelight/wire';
import type { CallerContext } from '../context.ts';
import { createEvaluationBatch, getEvaluationBatch } from '../editing/batches.ts';
import type { BatchView } from '../editing/batches.ts';
import { compare, evaluate } from '../editing/evaluations.ts';
import { listEvaluationItems } from '../editing/items.ts';
import type { JobView } from '../editing/jobs.ts';
import { pictureBytes } from '../editing/pictures.ts';
import { evaluationAccess } from './access.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';
import { waited } from './jobs/wait.ts';

export function evaluationService(scope: RpcScope): Implementation {
  return guarded(evaluationContract, evaluationAccess, scope, {
    evaluate: async ({ instruction, before, after }, { caller, signal }) => {
      const pictures = { before: await bytesOf(caller, before), after: await bytesOf(caller, after) };
      return { evaluation: await evaluate(caller, { instruction, ...pictures }, signal) };
    },
    compare: async ({ instruction, before, afters }, { caller, signal }) => {
      const pictures = await Promise.all(afters.map((after) => bytesOf(caller, after)));
      const request = { instruction, before: await bytesOf(caller, before), afters: pictures };
      return compare(caller, request, signal);
    },
    createEvaluationBatch: async ({ waitSeconds, ...request }, call) => {
      const { id } = await createEvaluationBatch(call.caller, request, call.key);
      await waited(call, id, waitSeconds);
      return { batch: batchOf(await getEvaluationBatch(call.caller, id)) };
    },
    getEvaluationBatch: async ({ batchId, waitSeconds }, call) => {
      await waited(call, batchId, waitSeconds);
      return { batch: batchOf(await getEvaluationBatch(call.caller, batchId)) };
    },
    listEvaluationBatchItems: async ({ batchId, ...query }, { caller }) => {
      const { rows: items, ...page } = await listEvaluationItems(caller, batchId, query);
      return { items, ...page };
    },
  });
}

function bytesOf(caller: CallerContext, picture: AnyPicture): Promise<Uint8Array> {
  return 'data' in picture ? Promise.resolve(picture.data) : pictureBytes(caller, picture);
}

function batchOf({ items, ...job }: BatchView) {
  return { job: job satisfies JobView, items };
}
