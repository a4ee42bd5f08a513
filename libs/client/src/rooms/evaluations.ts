import type { BodyOf, QueryOf } from '../http/operation.ts';
import type { RawRequest, Wire } from '../http/wire.ts';
import { ended, preferred, type WaitingOptions } from '../jobs.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';
import type { Evaluation, Schemas } from '../schemas.ts';
import { blobOf } from '../uploads.ts';

type Picture = Blob | Uint8Array<ArrayBuffer>;

export interface EvaluateRequest {
  readonly before: Picture;
  readonly after: Picture;
  readonly instruction: string;
}

export interface CompareRequest {
  readonly before: Picture;
  readonly afters: readonly Picture[];
  readonly instruction: string;
}

/** Scores are computed from the pictures alone and nothing is kept: both may be repeated freely. */
function formOf(instruction: string, pictures: readonly (readonly [string, Picture])[]): RawRequest {
  const body = (): FormData => {
    const form = new FormData();
    for (const [name, picture] of pictures) form.append(name, blobOf(picture), name);
    form.set('instruction', instruction);
    return form;
  };
  return { body, repeatable: true };
}

export const evaluationsOf = (wire: Wire) => {
  const getBatch = (batchId: string, options: WaitingOptions = {}) =>
    wire.call('getEvaluationBatch', { path: { batchId }, ...preferred(options) }, options);
  return {
    /** Scores an edit made anywhere. */
    async create({ before, after, instruction }: EvaluateRequest, options?: CreateOptions): Promise<Evaluation> {
      const pictures = [['before', before] as const, ['after', after] as const];
      return (await (await wire.send('evaluate', formOf(instruction, pictures), options)).json()) as Evaluation;
    },

    /** Ranks edits of one photo by comparing them in pairs. */
    async compare(request: CompareRequest, options?: CreateOptions): Promise<Schemas['ComparedEdits']> {
      const afters = request.afters.map((picture) => ['after', picture] as const);
      const form = formOf(request.instruction, [['before', request.before], ...afters]);
      return (await (await wire.send('compareEdits', form, options)).json()) as Schemas['ComparedEdits'];
    },

    /** The same for what the server has: photos and finished renders. */
    createOf: (body: BodyOf<'evaluate'>, options?: CreateOptions) => wire.call('evaluate', { body }, options),
    compareOf: (body: BodyOf<'compareEdits'>, options?: CreateOptions) => wire.call('compareEdits', { body }, options),

    /** Many at once, in the background. */
    createBatch: (body: BodyOf<'createEvaluationBatch'>, options: CreateOptions & WaitingOptions = {}) =>
      wire.call('createEvaluationBatch', { body, ...preferred(options) }, options),
    getBatch,
    waitBatch: (batchId: string, options?: CallOptions) => ended((how) => getBatch(batchId, how), options),
    batchItems: (batchId: string, query: QueryOf<'listEvaluationBatchItems'> = {}, options?: CallOptions) =>
      entriesOf(
        (page) => wire.call('listEvaluationBatchItems', { path: { batchId }, query: { ...query, ...page } }, options),
        ({ items }) => items,
      ),
  };
};
