/** safelight.editing.v1.JobService: one-shot edits, finished renders, batches. */
import type { Implementation } from '@safelight/service-kit';
import { jobContract } from '@safelight/wire';
import { createBatch, getBatch } from '../editing/batches.ts';
import { listBatchItems } from '../editing/items.ts';
import { cancelJob, getJob, listJobs } from '../editing/jobs.ts';
import { getRenderContent } from '../editing/renders.ts';
import { jobAccess } from './access.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';
import { createEdit } from './jobs/createEdit.ts';
import { createRender } from './jobs/createRender.ts';
import { batchOf, readEdit, readRender } from './jobs/views.ts';
import { waited } from './jobs/wait.ts';

export function jobService(scope: RpcScope): Implementation {
  return guarded(jobContract, jobAccess, scope, {
    createEdit,
    getEdit: async ({ editId, waitSeconds }, call) => {
      await waited(call, editId, waitSeconds);
      return { edit: await readEdit(call.caller, editId) };
    },
    createRender,
    getRender: async ({ renderId, waitSeconds }, call) => {
      await waited(call, renderId, waitSeconds);
      return { render: await readRender(call.caller, renderId) };
    },
    getRenderContent: async ({ renderId }, { caller }) => {
      return getRenderContent(caller, renderId);
    },
    createBatch: async (request, call) => {
      const { photoIds, mode, groups, instruction, base, options, outputs, deadlineSeconds, waitSeconds } = request;
      const wanted = { photoIds, mode, options, outputs, deadlineSeconds };
      const chosen = groups.length === 0 ? {} : { groups };
      const change = { ...base, instruction };
      const { id } = await createBatch(call.caller, { ...wanted, ...chosen, change }, call.key);
      await waited(call, id, waitSeconds);
      return { batch: batchOf(await getBatch(call.caller, id)) };
    },
    getBatch: async ({ batchId, waitSeconds }, call) => {
      await waited(call, batchId, waitSeconds);
      return { batch: batchOf(await getBatch(call.caller, batchId)) };
    },
    listBatchItems: async ({ batchId, ...query }, { caller }) => {
      const { rows: items, ...page } = await listBatchItems(caller, batchId, query);
      return { items, ...page };
    },
    listJobs: async (query, { caller }) => {
      const { rows: jobs, ...page } = await listJobs(caller, query);
      return { jobs, ...page };
    },
    getJob: async ({ jobId, waitSeconds }, call) => {
      await waited(call, jobId, waitSeconds);
      return { job: await getJob(call.caller, jobId) };
    },
    cancelJob: async ({ jobId, waitSeconds }, call) => {
      await cancelJob(call.caller, jobId);
      await waited(call, jobId, waitSeconds);
      return { job: await getJob(call.caller, jobId) };
    },
  });
}
