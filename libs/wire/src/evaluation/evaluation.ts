/** safelight.evaluation.v1.EvaluationService: the public one; `evaluator.ts` is the service behind it. */
import { limits } from '@safelight/core';
import * as pb from '../../generated/safelight/evaluation/v1/evaluation.ts';
import { unary } from '../contract.ts';
import { refuse } from '../decode.ts';
import { chosenState, deadlineSeconds, itemCounts, job, waitSeconds } from '../editing/jobs.ts';
import { failure, workState } from '../editing/sessions.ts';
import { count, id, many, nextPageToken, nullable, one, pageFields, picture, shape, text, whole } from '../fields.ts';
import type { Field } from '../fields.ts';
import { comparison, evaluation } from '../nouns.ts';

const { candidatesMax } = limits;
const itemsMax = 1_000;
const pageMax = 200;
// What is too long the use-case refuses, with the fault of its own.
const instruction = text(limits.instructionLengthChars * 10);

export type StoredPicture = { readonly photoId: string } | { readonly renderId: string };
/** Bytes, or the name of a picture that the account holds. */
export type AnyPicture = StoredPicture | { readonly data: Uint8Array };

const anyPicture: Field<pb.Picture, AnyPicture> = {
  encode: (value) => {
    if ('data' in value) return { source: { $case: 'data', value: picture.encode(value.data) } };
    if ('photoId' in value) return { source: { $case: 'photoId', value: value.photoId } };
    return { source: { $case: 'renderId', value: value.renderId } };
  },
  decode: ({ source }, at) => {
    switch (source?.$case) {
      case 'data':
        return { data: picture.decode(source.value, `${at}.data`) };
      case 'photoId':
        return { photoId: id.decode(source.value, `${at}.photoId`) };
      case 'renderId':
        return { renderId: id.decode(source.value, `${at}.renderId`) };
      case undefined:
        return refuse(at, 'name a picture by photo_id or render_id, or send its data');
    }
  },
};
const storedPicture: Field<pb.Picture, StoredPicture> = {
  encode: anyPicture.encode,
  decode: (wire, at) => {
    const decoded = anyPicture.decode(wire, at);
    return 'data' in decoded ? refuse(at, 'a batch takes pictures by photo_id or render_id') : decoded;
  },
};

const place = count(0, candidatesMax - 1);
const verdict = shape(pb.Verdict, {
  ...{ one: place, other: place, winner: nullable(place), evidence: text(50_000) },
});
const edit = shape(pb.EvaluationCase, { instruction, before: one(storedPicture), after: one(storedPicture) });
const batch = shape(pb.EvaluationBatch, { job: one(job), items: one(itemCounts) });
const item = shape(pb.EvaluationItem, {
  ...{ index: count(), edit: one(edit), state: workState },
  ...{ evaluation: nullable(evaluation), failure: nullable(failure) },
});

const service = 'safelight.evaluation.v1.EvaluationService';

export const evaluationContract = {
  service,
  methods: {
    evaluate: unary(
      `/${service}/Evaluate`,
      whole(shape(pb.EvaluateRequest, { instruction, before: one(anyPicture), after: one(anyPicture) })),
      whole(shape(pb.EvaluateResponse, { evaluation: one(evaluation) })),
    ),
    compare: unary(
      `/${service}/Compare`,
      whole(
        shape(pb.CompareRequest, { instruction, before: one(anyPicture), afters: many(anyPicture, candidatesMax) }),
      ),
      whole(
        shape(pb.CompareResponse, {
          ...{ comparison: one(comparison), evaluations: many(evaluation, candidatesMax) },
          pairs: many(verdict, (candidatesMax * (candidatesMax - 1)) / 2),
        }),
      ),
    ),
    createEvaluationBatch: unary(
      `/${service}/CreateEvaluationBatch`,
      whole(shape(pb.CreateEvaluationBatchRequest, { items: many(edit, itemsMax, 1), deadlineSeconds, waitSeconds })),
      whole(shape(pb.CreateEvaluationBatchResponse, { batch: one(batch) })),
    ),
    getEvaluationBatch: unary(
      `/${service}/GetEvaluationBatch`,
      whole(shape(pb.GetEvaluationBatchRequest, { batchId: id, waitSeconds })),
      whole(shape(pb.GetEvaluationBatchResponse, { batch: one(batch) })),
    ),
    listEvaluationBatchItems: unary(
      `/${service}/ListEvaluationBatchItems`,
      whole(shape(pb.ListEvaluationBatchItemsRequest, { batchId: id, state: chosenState, ...pageFields })),
      whole(shape(pb.ListEvaluationBatchItemsResponse, { items: many(item, pageMax), nextPageToken })),
    ),
  },
} as const;
