import { Client, credentials } from '@grpc/grpc-js';
import { Fault, emptyRecipe } from '@safelight/core';
import { evaluatorContract, policyContract, sandboxContract, type NextStepRequest } from '@safelight/wire';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createClient,
  implement,
  silentLogger,
  startService,
  type CallContext,
  type RunningService,
} from '../src/index.ts';

const logger = silentLogger;
/** One method is enough to serve. */
const { evaluate } = evaluatorContract.methods;
const contract = { service: evaluatorContract.service, methods: { evaluate } } as const;
const evaluation = {
  scores: { aesthetic: 3, instruction: 4 },
  confidence: 1,
  metrics: [],
  rationale: 'fine',
  evaluatorVersion: 'test/1',
};
const request = { before: new Uint8Array([1]), after: new Uint8Array([2]), instruction: 'warmer' };

let open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.reverse()) await one[Symbol.asyncDispose]();
  open = [];
});

async function serveEvaluate(
  evaluate: (context: CallContext, instruction: string) => Promise<void>,
): Promise<RunningService> {
  const implementation = implement(contract, {
    evaluate: async ({ instruction }, context) => {
      await evaluate(context, instruction);
      return { evaluation };
    },
  });
  const service = await startService({
    name: 'evaluator',
    implementations: [implementation],
    logger,
    drainTimeoutMs: 300,
  });
  open.push(service);
  return service;
}

async function faultOf(promise: Promise<unknown>): Promise<Fault> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Fault);
  return thrown as Fault;
}

/** Resolves when `signal` aborts. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('a unary call', () => {
  it('carries domain values there and back', async () => {
    const { address } = await serveEvaluate(async () => undefined);
    const client = createClient(evaluatorContract, address);
    expect(await client.evaluate(request)).toEqual({ evaluation });
    client.close();
  });

  it('brings a fault back with its code, field and problems, and keeps its cause in the server', async () => {
    const problem = { code: 'tool.unknown', field: 'calls[0].tool', message: 'No such tool.' } as const;
    const { address } = await serveEvaluate(async () => {
      throw new Fault('instruction.empty', 'Say what to do.', {
        field: 'instruction',
        problems: [problem],
        cause: new Error('s3cret'),
      });
    });
    const client = createClient(evaluatorContract, address);
    const fault = await faultOf(client.evaluate(request));
    expect([fault.code, fault.message, fault.field]).toEqual(['instruction.empty', 'Say what to do.', 'instruction']);
    expect(fault.problems).toEqual([problem]);
    expect(JSON.stringify(fault)).not.toContain('s3cret');
    client.close();
  });

  it('tells nothing of an unexpected error but that it happened', async () => {
    const { address } = await serveEvaluate(async () => {
      throw new TypeError('password=hunter2');
    });
    const client = createClient(evaluatorContract, address);
    const fault = await faultOf(client.evaluate(request));
    expect(fault.code).toBe('internal');
    expect(fault.message).not.toContain('hunter2');
    client.close();
  });

  it('brings back a fault whose text was cut within a character', async () => {
    const { address } = await serveEvaluate(async () => {
      throw new Fault('instruction.empty', 'cut \ud83d');
    });
    const client = createClient(evaluatorContract, address);
    expect((await faultOf(client.evaluate(request))).code).toBe('instruction.empty');
    client.close();
  });

  it('is refused with a fault when it was canceled before it began', async () => {
    const { address } = await serveEvaluate(async () => undefined);
    const client = createClient(evaluatorContract, address);
    expect((await faultOf(client.evaluate(request, { signal: AbortSignal.abort() }))).code).toBe('request.canceled');
    client.close();
  });

  it('refuses a message that does not decode, and the service lives', async () => {
    const implementation = implement(
      sandboxContract,
      new Proxy({} as never, { get: () => async () => ({ measurement: null }) }),
    );
    const service = await startService({ name: 'sandbox', implementations: [implementation], logger });
    open.push(service);
    const client = createClient(sandboxContract, service.address);
    const photo = { sha256: 'not a digest', data: null };
    const fault = await faultOf(client.measure({ photo, recipe: emptyRecipe }));
    expect([fault.code, fault.field]).toEqual(['request.invalid', 'photo.sha256']);
    client.close();
  });

  it('ends at its deadline and tells the handler why', async () => {
    const reason = Promise.withResolvers<unknown>();
    const { address } = await serveEvaluate(async ({ signal }) => {
      await aborted(signal);
      reason.resolve(signal.reason);
    });
    const client = createClient(evaluatorContract, address);
    expect((await faultOf(client.evaluate(request, { deadlineMs: 1_000 }))).code).toBe('request.deadlineExceeded');
    expect(await reason.promise).toMatchObject({ name: 'TimeoutError' });
    client.close();
  });

  it('aborts the handler when the caller cancels', async () => {
    const caller = new AbortController();
    let seen: Promise<void> | undefined;
    const { address } = await serveEvaluate(({ signal }) => {
      seen = aborted(signal);
      caller.abort();
      return seen;
    });
    const client = createClient(evaluatorContract, address);
    expect((await faultOf(client.evaluate(request, { signal: caller.signal }))).code).toBe('request.canceled');
    await seen;
    client.close();
  });

  it('says which address does not answer when the service is gone', async () => {
    const service = await serveEvaluate(async () => undefined);
    await service[Symbol.asyncDispose]();
    const client = createClient(evaluatorContract, service.address);
    const fault = await faultOf(client.evaluate(request));
    expect([fault.code, fault.retryable]).toEqual(['service.unavailable', true]);
    expect(fault.message).toContain(service.address);
    client.close();
  });

  it('is finished before a stopping service closes', async () => {
    const entered = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const service = await serveEvaluate(async () => {
      entered.resolve();
      await release.promise;
    });
    const client = createClient(evaluatorContract, service.address);
    const reply = client.evaluate(request);
    await entered.promise;
    const stopped = service[Symbol.asyncDispose]();
    release.resolve();
    expect(await reply).toEqual({ evaluation });
    await stopped;
    client.close();
  });

  it('does not hold a stopping service for ever', async () => {
    const service = await serveEvaluate(({ signal }) => aborted(signal));
    const client = createClient(evaluatorContract, service.address);
    const reply = faultOf(client.evaluate(request));
    await service[Symbol.asyncDispose]();
    expect((await reply).retryable).toBe(true);
    client.close();
  });
});

describe('a streaming call', () => {
  const measurement = {
    width: 1,
    height: 1,
    lightness: { mean: 0, p01: 0, p05: 0, p25: 0, p50: 0, p75: 0, p95: 0, p99: 0, deviation: 0 },
    clipping: { shadows: 0, highlights: 0 },
    cast: { a: 0, b: 0, neutralA: 0, neutralB: 0 },
    chroma: {
      mean: 0,
      p95: 0,
      byHue: Object.fromEntries(
        ['red', 'orange', 'yellow', 'green', 'aqua', 'blue', 'purple', 'magenta'].map((band) => [
          band,
          { share: 0, chroma: 0, lightness: 0 },
        ]),
      ),
    },
    detail: 0,
    noise: 0,
    haze: 0,
    banding: 0,
    grid: Array.from({ length: 9 }, () => ({ lightness: 0, deviation: 0, chroma: 0, a: 0, b: 0 })),
  };
  const nextStep = {
    instruction: 'warmer',
    photoKind: 'rendered',
    original: {
      image: { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', width: 1, height: 1 },
      recipe: emptyRecipe,
      measurement,
      problems: [],
      regions: [],
      scene: null,
    },
    steps: [],
    images: [],
    rounds: [],
    history: [],
    stepsMax: 3,
    seed: 0,
    textOnly: false,
  } as unknown as NextStepRequest;

  async function serve(words: (signal: AbortSignal) => AsyncIterable<string>): Promise<string> {
    const implementation = implement(policyContract, {
      nextStep: async function* (_request, { signal }) {
        for await (const text of words(signal)) yield { type: 'thoughtDelta', text } as const;
      },
    });
    const service = await startService({ name: 'policy', implementations: [implementation], logger });
    open.push(service);
    return service.address;
  }

  it('arrives in order and ends', async () => {
    const address = await serve(async function* () {
      for (let i = 0; i < 200; i++) yield String(i);
    });
    const client = createClient(policyContract, address);
    const got: string[] = [];
    for await (const event of client.nextStep(nextStep)) if (event.type === 'thoughtDelta') got.push(event.text);
    expect(got).toEqual(Array.from({ length: 200 }, (_, i) => String(i)));
    client.close();
  });

  it('stops the server when the reader stops', async () => {
    const stopped = Promise.withResolvers<void>();
    const address = await serve(async function* (signal) {
      void aborted(signal).then(() => stopped.resolve());
      for (;;) {
        yield 'more';
        if (signal.aborted) return;
        await new Promise(setImmediate);
      }
    });
    const client = createClient(policyContract, address);
    for await (const event of client.nextStep(nextStep)) {
      expect(event.type).toBe('thoughtDelta');
      break;
    }
    await stopped.promise;
    client.close();
  });

  it('delivers what came before a fault, then the fault', async () => {
    const address = await serve(async function* () {
      yield 'a';
      throw new Fault('instruction.notDevelopWork', 'Ask for light or colour.');
    });
    const client = createClient(policyContract, address);
    const got: string[] = [];
    const fault = await faultOf(
      (async () => {
        for await (const event of client.nextStep(nextStep)) if (event.type === 'thoughtDelta') got.push(event.text);
      })(),
    );
    expect([got, fault.code]).toEqual([['a'], 'instruction.notDevelopWork']);
    client.close();
  });
});

describe('every service', () => {
  const raw = (address: string, path: string, bytes: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const client = new Client(address, credentials.createInsecure());
      const same = (buffer: Buffer): Buffer => buffer;
      client.makeUnaryRequest(path, same, same, bytes, (error, reply) => {
        client.close();
        if (error === null) resolve(reply!);
        else reject(error);
      });
    });

  it('answers grpc.health.v1 as a whole and by contract', async () => {
    const { address } = await serveEvaluate(async () => undefined);
    const name = Buffer.from(evaluatorContract.service);
    const serving = Buffer.from([8, 1]);
    expect(await raw(address, '/grpc.health.v1.Health/Check', Buffer.alloc(0))).toEqual(serving);
    const ask = Buffer.concat([Buffer.from([10, name.length]), name]);
    expect(await raw(address, '/grpc.health.v1.Health/Check', ask)).toEqual(serving);
  });

  it('lists its contract by reflection', async () => {
    const { address } = await serveEvaluate(async () => undefined);
    const client = new Client(address, credentials.createInsecure());
    const same = (buffer: Buffer): Buffer => buffer;
    const call = client.makeBidiStreamRequest('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', same, same);
    // list_services = field 7, a string.
    call.write(Buffer.from([58, 1, 42]));
    const reply = await new Promise<Buffer>((resolve, reject) => call.once('data', resolve).once('error', reject));
    expect(reply.toString('latin1')).toContain(evaluatorContract.service);
    call.end();
    client.close();
  });
});
