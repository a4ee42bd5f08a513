import type { Wire } from '../http/wire.ts';
import type { CallOptions } from '../options.ts';
import type { Evaluation } from '../schemas.ts';

export interface EvaluateRequest {
  readonly before: Blob | Uint8Array<ArrayBuffer>;
  readonly after: Blob | Uint8Array<ArrayBuffer>;
  readonly instruction: string;
}

const blobOf = (bytes: Blob | Uint8Array<ArrayBuffer>): Blob => (bytes instanceof Blob ? bytes : new Blob([bytes]));

export const evaluationsOf = (wire: Wire) => ({
  /** Scores an edit made anywhere. It keeps nothing, so it is repeated freely. */
  async create({ before, after, instruction }: EvaluateRequest, options: CallOptions = {}): Promise<Evaluation> {
    const body = (): FormData => {
      const form = new FormData();
      form.set('before', blobOf(before), 'before');
      form.set('after', blobOf(after), 'after');
      form.set('instruction', instruction);
      return form;
    };
    const response = await wire.send('evaluate', { body, repeatable: true }, options);
    return (await response.json()) as Evaluation;
  },
});
