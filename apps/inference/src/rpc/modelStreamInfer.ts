import type { ServerDuplexStream, ServiceDefinition } from '@grpc/grpc-js';
import { toFault } from '@safelight/core';
import type { Implementation } from '@safelight/service-kit';
import { streamInfer, type StreamInferResponse } from '@safelight/wire/inference';
import type { Context } from '../context.ts';

/** Requests of one stream that wait or run at once; the next is read when one is answered. */
const inFlightMax = 64;

type Call = ServerDuplexStream<Buffer, Buffer>;

/** Adds the one method that streams both ways to a contract's implementation. */
export function withStreamInfer(implementation: Implementation, context: Context): Implementation {
  return {
    contract: implementation.contract,
    bind: (scope) => {
      const { definition, implementation: handlers } = implementation.bind(scope);
      const method: ServiceDefinition[string] = {
        ...{ path: streamInfer.path, requestStream: true, responseStream: true },
        requestSerialize: (bytes: Buffer) => bytes,
        requestDeserialize: (bytes: Buffer) => bytes,
        responseSerialize: (bytes: Buffer) => bytes,
        responseDeserialize: (bytes: Buffer) => bytes,
      };
      return {
        definition: { ...definition, modelStreamInfer: method },
        implementation: { ...handlers, modelStreamInfer: (call: Call) => void serve(call, context, scope.stopping) },
      };
    },
  };
}

async function serve(call: Call, context: Context, stopping: AbortSignal): Promise<void> {
  const canceled = new AbortController();
  call.on('cancelled', () => canceled.abort(new DOMException('The client canceled.', 'AbortError')));
  // The reading below ends by itself then; what it would throw has nobody to hear it.
  call.on('error', () => undefined);
  const signal = AbortSignal.any([canceled.signal, stopping]);
  const tenant = String(call.metadata.get('safelight-tenant')[0] ?? '');
  let written: Promise<void> = Promise.resolve();
  const inFlight = new Set<Promise<void>>();
  try {
    for await (const bytes of call) {
      const answer = answerOf(bytes as Buffer, context, signal, tenant);
      const before = written;
      written = (async () => {
        const response = await answer;
        await before;
        if (!signal.aborted) await write(call, response, signal);
      })();
      const own = written;
      inFlight.add(own);
      void own.finally(() => inFlight.delete(own));
      if (inFlight.size >= inFlightMax) await Promise.race(inFlight);
    }
  } catch {
    // The caller broke off; its requests were canceled with it.
  }
  await written;
  call.end();
}

/** A request that is refused is told in its place; the stream goes on. */
async function answerOf(bytes: Buffer, context: Context, signal: AbortSignal, tenant: string): Promise<Buffer> {
  let id = '';
  let answer: StreamInferResponse;
  try {
    const request = streamInfer.decodeRequest(bytes);
    id = request.id;
    const model = context.repository.find(request.modelName, request.modelVersion);
    answer = { response: await model.infer(request, { signal, tenant }) };
  } catch (thrown) {
    answer = { error: toFault(thrown).message, id };
  }
  return Buffer.from(streamInfer.encodeResponse(answer));
}

function write(call: Call, response: Buffer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (call.write(response)) return resolve();
    call.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
