/** What came of each item of a batch. */
import type { CallerContext } from '../context.ts';
import { batchItemSchema, editCheckpointSchema } from '../schemas/work.ts';
import { evaluationItemResultSchema, evaluationItemSchema } from '../schemas/work.ts';
import type { EvaluationItem } from '../schemas/work.ts';
import { listRenders } from '../store/renders.ts';
import type { PageRequest } from '../store/pages.ts';
import type { JobKind, JobState } from '../store/schema.ts';
import type { StoredFailure } from '../store/turns.ts';
import { outcomeOf } from './edits.ts';
import type { EditOutcome } from './edits.ts';
import { listItems } from './jobs.ts';
import type { ItemView } from './jobs.ts';
import { readPage } from './pages.ts';
import type { Page, PageQuery } from './pages.ts';

export interface ItemQuery extends PageQuery {
  /** Default: any. */
  readonly state?: JobState | undefined;
}

export interface BatchItemView extends EditOutcome {
  readonly index: number;
  readonly photoId: string;
  readonly state: JobState;
  readonly sessionId: string | null;
  readonly turnId: string | null;
  readonly failure: StoredFailure | null;
}

/** In the order of the request. @throws Fault job.notFound, request.invalid */
export async function listBatchItems(
  caller: CallerContext,
  batchId: string,
  query: ItemQuery,
): Promise<Page<BatchItemView>> {
  const { rows, nextPageToken } = await readItems(caller, batchId, query, 'batch');
  const indices = rows.map(({ index }) => index);
  const renders = await listRenders(caller.store, batchId, indices);
  const items = rows.map(({ index, state, request, checkpoint, result, failure }) => {
    const { sessionId = null, turnId = null } = editCheckpointSchema.parse(checkpoint);
    const { photoId } = batchItemSchema.parse(request);
    const rendered = renders.filter(({ item }) => item === index);
    return { index, photoId, state, sessionId, turnId, failure, ...outcomeOf(result, rendered) };
  });
  return { rows: items, nextPageToken };
}

export interface EvaluationItemView {
  readonly index: number;
  readonly edit: EvaluationItem;
  readonly state: JobState;
  readonly evaluation: ReturnType<typeof evaluationItemResultSchema.parse>['evaluation'] | null;
  readonly failure: StoredFailure | null;
}

/** In the order of the request. @throws Fault job.notFound, request.invalid */
export async function listEvaluationItems(
  caller: CallerContext,
  batchId: string,
  query: ItemQuery,
): Promise<Page<EvaluationItemView>> {
  const { rows, nextPageToken } = await readItems(caller, batchId, query, 'evaluation-batch');
  const items = rows.map(({ index, state, request, result, failure }) => ({
    ...{ index, state, failure, edit: evaluationItemSchema.parse(request) },
    evaluation: evaluationItemResultSchema.nullable().parse(result)?.evaluation ?? null,
  }));
  return { rows: items, nextPageToken };
}

function readItems(caller: CallerContext, batchId: string, query: ItemQuery, kind: JobKind): Promise<Page<ItemView>> {
  const { state } = query;
  const name = { tenantId: caller.tenantId, list: `items:${batchId}:${state ?? ''}` };
  const read = ({ before, size }: PageRequest) => {
    const chosen = state === undefined ? {} : { state };
    return listItems(caller, batchId, { afterIndex: before === null ? -1 : Number(before.id), size, ...chosen }, kind);
  };
  // Items are in the order of their index alone.
  return readPage<ItemView>(name, query, read, ({ index }) => ({ at: new Date(0), id: String(index) }));
}
