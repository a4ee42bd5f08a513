import { Fault, type Rgb8Image } from '@safelight/core';
import { decodeRgb8 } from '@safelight/codec';
import type { CallContext } from '@safelight/service-kit';
import type { EvaluateRequest, EvaluateResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { evaluate, readMeasurable } from '../evaluate.ts';

/** Names which of the two pictures is to blame. */
async function decode(bytes: Uint8Array, field: 'before' | 'after'): Promise<Rgb8Image> {
  try {
    return await decodeRgb8(bytes);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    throw new Fault(thrown.code, `The "${field}" picture: ${thrown.message}`, { field, cause: thrown });
  }
}

export const evaluateRpc =
  ({ events }: Context) =>
  async (request: EvaluateRequest, { signal }: CallContext): Promise<EvaluateResponse> => {
    const start = performance.now();
    // The sentence is cheap to check, pictures are not.
    readMeasurable(request.instruction);
    const before = await decode(request.before, 'before');
    const after = await decode(request.after, 'after');
    signal.throwIfAborted();
    const evaluation = evaluate(before, after, request.instruction);
    events.evaluated(evaluation, performance.now() - start);
    return { evaluation };
  };
