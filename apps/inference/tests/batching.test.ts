import { addSub } from '@safelight/inference-client/testing';
import { createClient, type CallOptions } from '@safelight/service-kit';
import { inferenceContract, type InferResponse } from '@safelight/wire/inference';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serve, type TestServer } from './server.ts';

/** Long beyond any test: what waits for company waits until it comes. */
const forEver = 'max_queue_delay_microseconds: 600000000';
/** A thread for each model takes longer to start than all that is tested here. */
const main = 'parameters { key: "placement" value { string_value: "main" } }';
let server: TestServer;
let client: ReturnType<typeof createClient<typeof inferenceContract>>;

beforeAll(async () => {
  const model = addSub();
  server = await serve({
    four: { model, config: `max_batch_size: 4 dynamic_batching { ${forEver} }` },
    preferred: { model, config: `max_batch_size: 8 dynamic_batching { ${forEver} preferred_batch_size: 2 } ${main}` },
    alone: { model, config: `max_batch_size: 4 ${main}` },
    full: {
      model,
      config: `max_batch_size: 8 dynamic_batching { ${forEver} default_queue_policy { max_queue_size: 2 } } ${main}`,
    },
    impatient: {
      model,
      config: `max_batch_size: 8 dynamic_batching { ${forEver} default_queue_policy { allow_timeout_override: true } } ${main}`,
    },
    cached: { model, config: `max_batch_size: 4 response_cache { enable: true } ${main}` },
    main: {
      model,
      config: `max_batch_size: 4 dynamic_batching { } ${main}`,
    },
    two: {
      model,
      config: 'max_batch_size: 4 instance_group { count: 2 } dynamic_batching { preserve_ordering: true }',
    },
  });
  client = createClient(inferenceContract, server.address);
});
afterAll(async () => {
  client.close();
  await server[Symbol.asyncDispose]();
});

const bytes = (...values: number[]): Uint8Array => new Uint8Array(Int32Array.from(values).buffer);

function infer(
  modelName: string,
  value: number,
  { rows = 1, parameters = {}, ...call }: CallOptions & { rows?: number; parameters?: Record<string, number> } = {},
): Promise<InferResponse> {
  const data = bytes(...Array<number>(4 * rows).fill(value));
  const tensor = { datatype: 'INT32', shape: [rows, 4], data } as const;
  const inputs = [
    { name: 'INPUT0', ...tensor },
    { name: 'INPUT1', ...tensor },
  ];
  const given = new Map(Object.entries(parameters));
  return client.modelInfer(
    { modelName, modelVersion: '', id: '', parameters: given, inputs, outputs: ['OUTPUT0'] },
    call,
  );
}
const sums = ({ outputs }: InferResponse): number[] => {
  const data = new Uint8Array(outputs[0]!.data);
  return [...new Int32Array(data.buffer)];
};
const statistics = async (name: string) => (await client.modelStatistics({ name, version: '' }))[0]!;
const pending = async (name: string): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(
    new RegExp(`nv_inference_pending_request_count\\{model="${name}",version="1"\\} (\\d+)`).exec(text)![1],
  );
};

describe('dynamic batching', () => {
  it('runs requests that wait together at once, and gives each its own rows', async () => {
    const answers = await Promise.all([infer('four', 1), infer('four', 2, { rows: 2 }), infer('four', 3)]);
    expect(answers.map(sums)).toEqual([Array(4).fill(2), Array(8).fill(4), Array(4).fill(6)]);
    expect(await statistics('four')).toMatchObject({
      ...{ inference_count: 4, execution_count: 1, inference_stats: { success: { count: 3 }, queue: { count: 3 } } },
      batch_stats: [{ batch_size: 4 }],
    });
  });

  it('waits no longer once a preferred size is there', async () => {
    await Promise.all([infer('preferred', 1), infer('preferred', 2)]);
    expect(await statistics('preferred')).toMatchObject({ execution_count: 1, batch_stats: [{ batch_size: 2 }] });
  });

  it('joins nothing without dynamic_batching', async () => {
    await Promise.all([infer('alone', 1), infer('alone', 2), infer('alone', 3, { rows: 2 })]);
    expect(await statistics('alone')).toMatchObject({ inference_count: 4, execution_count: 3 });
  });

  it('gives the same on the thread that serves and on several instances', async () => {
    for (const model of ['main', 'two']) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, value) => infer(model, value)));
      expect(answers.map((answer) => sums(answer)[0])).toEqual(Array.from({ length: 20 }, (_, value) => 2 * value));
    }
  });
});

describe('a queue that is full', () => {
  it('is told with a hint when to try again, by both protocols; a canceled request makes room', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const left = [first, second].map(({ signal }, index) =>
      expect(infer('full', index, { signal })).rejects.toMatchObject({ code: 'request.canceled' }),
    );
    await vi.waitUntil(async () => (await pending('full')) === 2);
    await expect(infer('full', 3)).rejects.toMatchObject({ code: 'request.tooMany', retryAfterSeconds: 1 });
    const tensor = { datatype: 'INT32', shape: [1, 4], data: [1, 2, 3, 4] };
    const response = await fetch(`${server.url}/v2/models/full/infer`, {
      method: 'POST',
      body: JSON.stringify({ inputs: ['INPUT0', 'INPUT1'].map((name) => ({ name, ...tensor })) }),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await response.json()).toMatchObject({ error: expect.stringContaining('maximum queue size') as string });
    first.abort();
    await left[0];
    await vi.waitUntil(async () => (await pending('full')) === 1);
    second.abort();
    await left[1];
    expect(await statistics('full')).toMatchObject({ execution_count: 0, inference_stats: { fail: { count: 4 } } });
  });

  it('is left by a REST caller who hangs up', async () => {
    const abort = new AbortController();
    const tensor = { datatype: 'INT32', shape: [1, 4], data: [1, 2, 3, 4] };
    const body = JSON.stringify({ inputs: ['INPUT0', 'INPUT1'].map((name) => ({ name, ...tensor })) });
    const asked = fetch(`${server.url}/v2/models/impatient/infer`, { method: 'POST', body, signal: abort.signal });
    const gone = expect(asked).rejects.toThrow();
    await vi.waitUntil(async () => (await pending('impatient')) === 1);
    abort.abort();
    await gone;
    await vi.waitUntil(async () => (await pending('impatient')) === 0);
  });

  it('refuses a request whose own time is up', async () => {
    await expect(infer('impatient', 1, { parameters: { timeout: 1_000 } })).rejects.toMatchObject({
      code: 'request.deadlineExceeded',
      message: expect.stringContaining('Request timeout expired') as string,
    });
  });
});

describe('the response cache', () => {
  it('answers what was asked before without a run, and forgets with the next load', async () => {
    expect(sums(await infer('cached', 5))).toEqual(Array(4).fill(10));
    expect(sums(await infer('cached', 5))).toEqual(Array(4).fill(10));
    await infer('cached', 6);
    expect(await statistics('cached')).toMatchObject({
      ...{ execution_count: 2, inference_stats: { cache_hit: { count: 1 }, cache_miss: { count: 2 } } },
    });
    await client.repositoryModelLoad({ modelName: 'cached', unknown: [] });
    await infer('cached', 5);
    expect(await statistics('cached')).toMatchObject({ execution_count: 1 });
  });
});
