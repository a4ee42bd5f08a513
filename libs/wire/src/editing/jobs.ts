/** safelight.editing.v1.JobService: one-shot edits, finished renders, batches. */
import { defaultTurnOptions, limits } from '@safelight/core';
import * as pb from '../../generated/safelight/editing/v1/job.ts';
import { WorkState as wireState } from '../../generated/safelight/editing/v1/session.ts';
import { unary } from '../contract.ts';
import { refuse, words } from '../decode.ts';
import { count, defaulted, flag, id, many, maybeTime, nextPageToken, nullable, one } from '../fields.ts';
import { optional, pageFields, picture, shape, text, time, unset, whole } from '../fields.ts';
import type { Field } from '../fields.ts';
import { problems, recipe, scores } from '../nouns.ts';
import { defaultOutput, output, rendered } from './output.ts';
import { fileName, retention, url } from './photos.ts';
import { groups, xmp } from './recipes.ts';
import { failure, turnOptions, workState } from './sessions.ts';

export type JobKind = 'edit' | 'render' | 'batch' | 'evaluation-batch';

const outputsMax = 8;
const itemsMax = 1_000;
const pageMax = 200;
const wishesMax = 1_000;
const deadlineSecondsMax = 7 * 24 * 60 * 60;
const waitSecondsMax = 60;

const { JobKind: kind, BatchMode: mode } = pb;
const jobKind = words<pb.JobKind, JobKind>({
  ...{ edit: kind.JOB_KIND_EDIT, render: kind.JOB_KIND_RENDER, batch: kind.JOB_KIND_BATCH },
  'evaluation-batch': kind.JOB_KIND_EVALUATION_BATCH,
});
const batchMode = words<pb.BatchMode, 'adapt' | 'sync'>({
  ...{ adapt: mode.BATCH_MODE_ADAPT, sync: mode.BATCH_MODE_SYNC },
});

/** Undefined: the default. */
export const deadlineSeconds = unset(0, undefined, count(1, deadlineSecondsMax));
/** Undefined: do not wait. */
export const waitSeconds = unset(0, undefined, count(1, waitSecondsMax));
/** Undefined: in any state. */
export const chosenState = unset(wireState.WORK_STATE_UNSPECIFIED, undefined, workState);

export const job = shape(pb.Job, {
  ...{ id, kind: jobKind, state: workState },
  progress: one(shape(pb.JobProgress, { done: count(), total: count() })),
  ...{ attempt: count(), cancelRequested: flag, createdAt: time, startedAt: maybeTime, finishedAt: maybeTime },
  ...{ deadlineAt: time, expiresAt: maybeTime, failure: nullable(failure) },
});

export const itemCounts = shape(pb.ItemCounts, {
  ...{ queued: count(), running: count(), succeeded: count(), failed: count(), canceled: count(), expired: count() },
});

const wishes = many(text(limits.instructionLengthChars), wishesMax);
/** What came of one photo. */
const resultFields = {
  ...{ recipe: nullable(recipe), scores: nullable(scores), notDone: wishes, missed: wishes, warnings: problems },
  outputs: many(rendered, outputsMax),
};
const edit = shape(pb.Edit, {
  ...{ job: one(job), photoId: nullable(id), sessionId: nullable(id), turnId: nullable(id), ...resultFields },
});
const render = shape(pb.RenderJob, {
  ...{ job: one(job), photoId: id, output: one(output), warnings: problems, rendered: nullable(rendered) },
});
const instructionText = text(limits.instructionLengthChars * 10);
const batch = shape(pb.Batch, {
  ...{ job: one(job), mode: batchMode, instruction: nullable(instructionText), leader: nullable(count()) },
  items: one(itemCounts),
});
const batchItem = shape(pb.BatchItem, {
  ...{ index: count(), photoId: id, state: workState, sessionId: nullable(id), turnId: nullable(id) },
  ...{ ...resultFields, failure: nullable(failure) },
});

const base = defaulted(shape(pb.Base, { xmp: optional(xmp), presetId: optional(id), recipe: optional(recipe) }), {});
/** What is wished for, as edits and batches take it. */
const workFields = {
  // The use-case refuses what is too long, with the fault of its own.
  ...{ instruction: optional(instructionText), base, options: defaulted(turnOptions, defaultTurnOptions) },
  ...{ outputs: many(output, outputsMax), deadlineSeconds, waitSeconds },
};

/** By its id, by a public address, or with its bytes. */
export type PhotoChoice =
  { readonly id: string } | { readonly url: string } | { readonly data: Uint8Array; readonly fileName: string };

const upload = shape(pb.PhotoUpload, { data: picture, fileName });
const photoChoice: Field<pb.CreateEditRequest['photo'], PhotoChoice> = {
  encode: (value) => {
    if ('id' in value) return { $case: 'photoId', value: value.id };
    return 'url' in value ? { $case: 'url', value: value.url } : { $case: 'upload', value: upload.encode(value) };
  },
  decode: (wire) => {
    switch (wire?.$case) {
      case 'photoId':
        return { id: id.decode(wire.value, 'photoId') };
      case 'url':
        return { url: url.decode(wire.value, 'url') };
      case 'upload':
        return upload.decode(wire.value, 'upload');
      case undefined:
        return refuse('photo', 'name a photo by photo_id or url, or send it as upload');
    }
  },
};

const service = 'safelight.editing.v1.JobService';

export const jobContract = {
  service,
  methods: {
    createEdit: unary(
      `/${service}/CreateEdit`,
      whole(shape(pb.CreateEditRequest, { photo: photoChoice, retention, ...workFields })),
      whole(shape(pb.CreateEditResponse, { edit: one(edit) })),
    ),
    getEdit: unary(
      `/${service}/GetEdit`,
      whole(shape(pb.GetEditRequest, { editId: id, waitSeconds })),
      whole(shape(pb.GetEditResponse, { edit: one(edit) })),
    ),
    createRender: unary(
      `/${service}/CreateRender`,
      whole(
        shape(pb.CreateRenderRequest, {
          ...{ photoId: optional(id), sessionId: optional(id), base, output: defaulted(output, defaultOutput) },
          ...{ deadlineSeconds, waitSeconds },
        }),
      ),
      whole(shape(pb.CreateRenderResponse, { render: one(render) })),
    ),
    getRender: unary(
      `/${service}/GetRender`,
      whole(shape(pb.GetRenderRequest, { renderId: id, waitSeconds })),
      whole(shape(pb.GetRenderResponse, { render: one(render) })),
    ),
    getRenderContent: unary(
      `/${service}/GetRenderContent`,
      whole(shape(pb.GetRenderContentRequest, { renderId: id })),
      whole(shape(pb.GetRenderContentResponse, { rendered: one(rendered), data: picture })),
    ),
    createBatch: unary(
      `/${service}/CreateBatch`,
      whole(shape(pb.CreateBatchRequest, { photoIds: many(id, itemsMax, 1), mode: batchMode, groups, ...workFields })),
      whole(shape(pb.CreateBatchResponse, { batch: one(batch) })),
    ),
    getBatch: unary(
      `/${service}/GetBatch`,
      whole(shape(pb.GetBatchRequest, { batchId: id, waitSeconds })),
      whole(shape(pb.GetBatchResponse, { batch: one(batch) })),
    ),
    listBatchItems: unary(
      `/${service}/ListBatchItems`,
      whole(shape(pb.ListBatchItemsRequest, { batchId: id, state: chosenState, ...pageFields })),
      whole(shape(pb.ListBatchItemsResponse, { items: many(batchItem, pageMax), nextPageToken })),
    ),
    listJobs: unary(
      `/${service}/ListJobs`,
      whole(
        shape(pb.ListJobsRequest, {
          kind: unset(kind.JOB_KIND_UNSPECIFIED, undefined, jobKind),
          ...{ state: chosenState, ...pageFields },
        }),
      ),
      whole(shape(pb.ListJobsResponse, { jobs: many(job, pageMax), nextPageToken })),
    ),
    getJob: unary(
      `/${service}/GetJob`,
      whole(shape(pb.GetJobRequest, { jobId: id, waitSeconds })),
      whole(shape(pb.GetJobResponse, { job: one(job) })),
    ),
    cancelJob: unary(
      `/${service}/CancelJob`,
      whole(shape(pb.CancelJobRequest, { jobId: id, waitSeconds })),
      whole(shape(pb.CancelJobResponse, { job: one(job) })),
    ),
  },
} as const;
