import { Fault } from '@safelight/core';
import type { CallContext } from '@safelight/service-kit';
import type { EvaluateRequest, EvaluateResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { judge, readMeasurable } from '../evaluate.ts';
import type { Picture } from '../picture/picture.ts';

export const evaluateRpc =
  ({ events, looks }: Context) =>
  async (request: EvaluateRequest, { signal }: CallContext): Promise<EvaluateResponse> => {
    const start = performance.now();
    /** Names which of the two pictures is to blame. */
    const look = async (field: 'before' | 'after'): Promise<Picture> => {
      try {
        return await looks.at(request[field]);
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown;
        throw new Fault(thrown.code, `The "${field}" picture: ${thrown.message}`, { field, cause: thrown });
      }
    };
    // The sentence is cheap to check, pictures are not.
    const intent = readMeasurable(request.instruction);
    const before = await look('before');
    signal.throwIfAborted();
    const after = await look('after');
    signal.throwIfAborted();
    const evaluation = judge({ intent, before, after }, request.instruction);
    events.evaluated(evaluation, performance.now() - start);
    return { evaluation };
  };
