import { setTimeout as sleep } from 'node:timers/promises';
import { datatypeSizeBytes, elementsOf, Fault, float32Of, Secret, toFault, type NamedTensor } from '@safelight/core';
import { createClient, type Client, type ServiceSecurity } from '@safelight/service-kit';
import { inferenceContract } from '@safelight/wire/inference';
import {
  namedTensors,
  type InferenceClient,
  type InferOptions,
  type PlainSecurity,
  type RemoteModels,
  type Tensors,
} from './client.ts';

/** A network takes milliseconds; the rest is a queue or a server that starts. */
const deadlineMs = 30_000;
const triesMax = 3;
const backoffMs = 200;
/** gRPC's numbers: what servers that know no Safelight answer with. */
const invalidArgument = 3;
const notFound = 5;

/**
 * Asks a server of the Open Inference Protocol over gRPC: `apps/inference`, NVIDIA Triton, KServe. A run changes nothing,
 * so one that found the server busy or away is asked again, a few times within the deadline.
 */
export class RemoteInference implements InferenceClient {
  readonly #client: Client<typeof inferenceContract>;

  constructor({ address, security }: RemoteModels) {
    this.#client = createClient(inferenceContract, address, { security: securityOf(security), deadlineMs });
  }

  async infer(model: string, inputs: Tensors, options: InferOptions = {}): Promise<Tensors> {
    const late = performance.now() + deadlineMs;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#ask(model, inputs, options, late - performance.now());
      } catch (thrown) {
        const fault = toFault(thrown);
        const waitMs = Math.max(backoffMs * 2 ** (attempt - 1), (fault.retryAfterSeconds ?? 0) * 1_000);
        const isWorthIt = canPass(fault) && attempt < triesMax && performance.now() + waitMs < late;
        if (!isWorthIt) throw fault;
        await sleep(waitMs, undefined, { signal: options.signal });
      }
    }
  }

  async #ask(model: string, inputs: Tensors, { signal, tenant }: InferOptions, leftMs: number): Promise<Tensors> {
    const request = {
      ...{ modelName: model, modelVersion: '', id: '', parameters: new Map<string, string>() },
      ...{ inputs: namedTensors(inputs), outputs: [] },
    };
    const call = { signal, tenant, deadlineMs: Math.max(1, leftMs) };
    const response = await this.#client.modelInfer(request, call).catch((thrown: unknown) => {
      throw named(toFault(thrown), model);
    });
    for (const output of response.outputs) check(output, model);
    return Object.fromEntries(response.outputs.map(({ name, ...tensor }) => [name, tensor]));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }
}

function canPass({ code }: Fault): boolean {
  return (
    code === 'service.unavailable' || code === 'request.tooMany' || code === 'model.notReady' || code === 'engine.stuck'
  );
}

/** What Triton says with a number alone, as the fault that our own server says. */
function named(fault: Fault, model: string): Fault {
  const { code, details } = (fault.cause ?? {}) as { readonly code?: number; readonly details?: string };
  if (fault.code !== 'internal' || (code !== invalidArgument && code !== notFound)) return fault;
  const text = details ?? `The server refuses to run '${model}'.`;
  return new Fault(code === notFound ? 'model.notFound' : 'tensor.invalid', text, { cause: fault });
}

/** A server that answers nonsense is told apart from a picture that shows nothing. */
function check(output: NamedTensor, model: string): void {
  const { name, datatype, shape, data } = output;
  const size = datatypeSizeBytes[datatype];
  if (size !== null && data.byteLength !== elementsOf(shape) * size) {
    throw badReply(model, `${data.byteLength} bytes for '${name}' of ${datatype} [${shape.join(',')}]`);
  }
  if (datatype === 'FP32' && !float32Of(output).every(Number.isFinite)) {
    throw badReply(model, `NaN or infinity in '${name}'`);
  }
}

function badReply(model: string, what: string): Fault {
  const text = `The server of models answered ${what}, asked for '${model}'. Check the server and its model file.`;
  return new Fault('model.badReply', text);
}

function securityOf(security: PlainSecurity): ServiceSecurity {
  return security.kind === 'token' ? { kind: 'token', token: new Secret(security.token) } : security;
}
