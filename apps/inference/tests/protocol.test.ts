import { addSub, identity, matMul } from '@safelight/inference-client/testing';
import { createClient } from '@safelight/service-kit';
import { inferenceContract } from '@safelight/wire/inference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve, type TestServer } from './server.ts';

let server: TestServer;
let client: ReturnType<typeof createClient<typeof inferenceContract>>;

beforeAll(async () => {
  server = await serve(
    {
      simple: { model: addSub(), config: 'max_batch_size: 8 dynamic_batching { }', versions: ['1', '2', '10'] },
      finite: {
        model: identity('FP32'),
        config: 'max_batch_size: 8 parameters { key: "forbid_nan" value { string_value: "true" } }',
      },
      words: { model: identity('BYTES'), config: 'max_batch_size: 8' },
      long: { model: identity('INT64') },
      product: { model: matMul() },
      broken: { model: Uint8Array.of(1, 2, 3) },
    },
    { requestBytesMax: 100_000 },
  );
  client = createClient(inferenceContract, server.address);
});
afterAll(async () => {
  client.close();
  await server[Symbol.asyncDispose]();
});

const int32 = (...values: number[]): Uint8Array => new Uint8Array(Int32Array.from(values).buffer);
const input = (name: string, given: object = {}): object => ({
  ...{ name, datatype: 'INT32', shape: [1, 4], data: [1, 2, 3, 4] },
  ...given,
});

async function post(path: string, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    body: body as NonNullable<RequestInit['body']>,
    headers,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const infer = (model: string, inputs: readonly object[], more: object = {}) =>
  post(`/v2/models/${model}/infer`, JSON.stringify({ inputs, ...more }));

describe('a request that does not fit', () => {
  it.each([
    ['a missing input', [input('INPUT0')], 'missing required input(s)'],
    ['an unknown input', [input('INPUT0'), input('INPUT9')], "unexpected inference input 'INPUT9'"],
    ['an input given twice', [input('INPUT0'), input('INPUT0')], 'more than once'],
    ['another datatype', [input('INPUT0', { datatype: 'FP32' }), input('INPUT1')], "data-type is 'FP32'"],
    ['an unknown datatype', [input('INPUT0', { datatype: 'INT31' }), input('INPUT1')], "'INT31' is not known"],
    ['another shape', [input('INPUT0', { shape: [4, 1] }), input('INPUT1')], 'unexpected shape'],
    ['a shape without a batch', [input('INPUT0', { shape: [4] }), input('INPUT1')], 'unexpected shape'],
    ['fewer elements than the shape', [input('INPUT0', { data: [1] }), input('INPUT1')], 'the shape has 4'],
    ['elements of another kind', [input('INPUT0', { data: [1, 2, 'x', 4] }), input('INPUT1')], 'whole numbers'],
    ['elements out of range', [input('INPUT0', { data: [1, 2, 3, 2 ** 40] }), input('INPUT1')], 'whole numbers'],
    ['a negative size', [input('INPUT0', { shape: [-1, 4] }), input('INPUT1')], 'Unable to parse'],
    ['neither data nor bytes', [input('INPUT0', { data: undefined }), input('INPUT1')], 'has none'],
    [
      'bytes without their header',
      [input('INPUT0', { data: undefined, parameters: { binary_data_size: 16 } })],
      'must specify valid',
    ],
    ['shared memory', [input('INPUT0', { parameters: { shared_memory_region: 'r' } })], 'shared memory'],
  ])('is refused by REST: %s', async (_, inputs, text) => {
    const { status, body } = await infer('simple', inputs);
    expect(status).toBe(400);
    expect(body['error']).toContain(text);
  });

  const head = (size: number): string =>
    JSON.stringify({
      inputs: ['INPUT0', 'INPUT1'].map((name) =>
        input(name, { data: undefined, parameters: { binary_data_size: size } }),
      ),
    });
  const binary = (json: string, bytes: Uint8Array, length = json.length) =>
    post('/v2/models/simple/infer', Buffer.concat([Buffer.from(json), bytes]), {
      'inference-header-content-length': String(length),
    });

  it('is refused when lengths of binary data lie, whichever of them', async () => {
    const bytes = new Uint8Array(32);
    expect((await binary(head(16), bytes)).status).toBe(200);
    expect((await binary(head(20), bytes)).body['error']).toContain('additional bytes');
    expect((await binary(head(12), bytes)).body['error']).toContain('unexpected additional input data');
    expect((await binary(head(12), bytes.subarray(0, 24))).body['error']).toContain('byte size mismatch');
    expect((await binary(head(16), bytes, 10_000)).body['error']).toContain('it says 10000 bytes');
    expect((await binary(head(16), bytes, 20)).body['error']).toContain('failed to parse the request JSON');
  });

  it('is refused by gRPC with INVALID_ARGUMENT and the name of the tensor', async () => {
    const tensor = { name: 'INPUT0', datatype: 'INT32', shape: [1, 4], data: int32(1, 2, 3) } as const;
    const request = { modelName: 'simple', modelVersion: '', id: '', parameters: new Map(), outputs: [] };
    await expect(
      client.modelInfer({ ...request, inputs: [tensor, { ...tensor, name: 'INPUT1' }] }),
    ).rejects.toMatchObject({
      code: 'tensor.invalid',
      field: 'INPUT0',
      message: expect.stringContaining('Expected 16, got 12') as string,
    });
  });

  it('is refused for NaN or infinity where the configuration forbids it, at any alignment', async () => {
    const request = { modelName: 'finite', modelVersion: '', id: '', parameters: new Map(), outputs: [] };
    for (const [value, shift] of [
      [Number.NaN, 0],
      [-Infinity, 1],
    ] as const) {
      const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(Float32Array.of(1, value).buffer)]).subarray(shift);
      const inputs = [{ name: 'INPUT', datatype: 'FP32', shape: [1, 2], data: bytes }] as const;
      await expect(client.modelInfer({ ...request, inputs })).rejects.toThrow(/NaN or infinity/);
    }
    const inputs = [
      { name: 'INPUT', datatype: 'FP32', shape: [1, 1], data: new Uint8Array(Float32Array.of(3e38).buffer) },
    ] as const;
    await expect(client.modelInfer({ ...request, inputs })).resolves.toMatchObject({ modelVersion: '1' });
  });

  it('is refused when lengths of text lie', async () => {
    const request = { modelName: 'words', modelVersion: '', id: '', parameters: new Map(), outputs: [] };
    const inputs = [
      { name: 'INPUT', datatype: 'BYTES', shape: [1, 1], data: Uint8Array.of(255, 255, 255, 255, 65) },
    ] as const;
    await expect(client.modelInfer({ ...request, inputs })).rejects.toThrow(/incomplete string data/);
  });

  it('is refused when it is larger than the limit, by both, and the next one is answered', async () => {
    const { status, body } = await infer('simple', [input('INPUT0', { data: Array(200_000).fill(1) })]);
    expect([status, body['code']]).toEqual([413, 'request.tooLarge']);
    const request = { modelName: 'simple', modelVersion: '', id: '', parameters: new Map(), outputs: [] };
    const inputs = [{ name: 'INPUT0', datatype: 'INT32', shape: [1, 4], data: new Uint8Array(200_000) }] as const;
    await expect(client.modelInfer({ ...request, inputs })).rejects.toMatchObject({ code: 'request.tooLarge' });
    expect((await infer('simple', [input('INPUT0'), input('INPUT1')])).status).toBe(200);
  });

  it('gets the reason of the runtime when the model itself fails', async () => {
    const matrix = (name: string, rows: number, columns: number) => ({
      ...{ name, datatype: 'FP32', shape: [rows, columns], data: Array(rows * columns).fill(1) },
    });
    const { status, body } = await infer('product', [matrix('A', 2, 3), matrix('B', 2, 2)]);
    expect([status, body['code']]).toEqual([500, 'model.failed']);
    expect((await infer('product', [matrix('A', 2, 3), matrix('B', 3, 2)])).body['outputs']).toEqual([
      { name: 'C', datatype: 'FP32', shape: [2, 2], data: [3, 3, 3, 3] },
    ]);
  });
});

describe('JSON', () => {
  it('takes nested lists and gives back whole numbers exactly', async () => {
    const nested = {
      name: 'INPUT',
      datatype: 'INT64',
      shape: [2, 2],
      data: [
        [1, 2],
        [3, Number.MAX_SAFE_INTEGER],
      ],
    };
    const { body } = await infer('long', [nested]);
    expect(body['outputs']).toEqual([{ ...nested, name: 'OUTPUT', data: [1, 2, 3, Number.MAX_SAFE_INTEGER] }]);
    const { status } = await infer('long', [
      {
        ...nested,
        data: [
          [1, 2],
          [3, 2 ** 60],
        ],
      },
    ]);
    expect(status).toBe(400);
  });

  it('says that it cannot carry infinity, which binary data can', async () => {
    const json = JSON.stringify({
      inputs: [{ name: 'INPUT', datatype: 'FP32', shape: [1, 1], parameters: { binary_data_size: 4 } }],
    });
    await using loose = await serve({ loose: { model: identity('FP32'), config: 'max_batch_size: 2' } });
    const response = await fetch(`${loose.url}/v2/models/loose/infer`, {
      method: 'POST',
      body: Buffer.concat([Buffer.from(json), Buffer.from(Float32Array.of(Infinity).buffer)]),
      headers: { 'inference-header-content-length': String(json.length) },
    });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('Ask for it as binary data'),
    ]);
  });
});

describe('the repository', () => {
  it('serves the latest version by number, as the policy says, and no other', async () => {
    const { body } = await infer('simple', [input('INPUT0'), input('INPUT1')]);
    expect(body['model_version']).toBe('10');
    const other = await post('/v2/models/simple/versions/2/infer', '{}');
    expect(other).toMatchObject({ status: 404, body: { code: 'model.notFound' } });
    await client.repositoryModelLoad({
      modelName: 'simple',
      config: '{"version_policy": {"all": {}}, "max_batch_size": 8}',
      unknown: [],
    });
    expect((await client.modelMetadata({ name: 'simple', version: '' })).versions).toEqual(['1', '2', '10']);
    await client.repositoryModelLoad({ modelName: 'simple', unknown: [] });
  });

  it('tells of a model that could not be loaded why, and is not ready', async () => {
    const index = await client.repositoryIndex({ ready: false });
    expect(index.find(({ name }) => name === 'broken')).toMatchObject({
      ...{ state: 'UNAVAILABLE', reason: expect.stringContaining('cannot be opened') as string },
    });
    expect(await client.serverReady({})).toBe(false);
    expect(await client.repositoryIndex({ ready: true })).not.toContainEqual(
      expect.objectContaining({ name: 'broken' }),
    );
  });

  it('answers with the former model when the new one cannot be loaded', async () => {
    const bad = client.repositoryModelLoad({
      modelName: 'long',
      config: '{"max_batch_size": 8, "input": [{"name": "X", "data_type": "TYPE_FP32", "dims": [1]}]}',
      unknown: [],
    });
    await expect(bad).rejects.toMatchObject({ code: 'config.invalid' });
    expect(await client.modelReady({ name: 'long', version: '' })).toBe(true);
  });

  it('takes no files of models over the wire, and no path for a name', async () => {
    const files = await post(
      '/v2/repository/models/simple/load',
      JSON.stringify({ parameters: { 'file:1/model.onnx': 'AAAA' } }),
    );
    expect(files).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('file:1/model.onnx') as string },
    });
    for (const name of ['..', '%2e%2e%2fsimple', 'a%2fb']) {
      const { status } = await fetch(`${server.url}/v2/repository/models/${name}/load`, { method: 'POST' });
      expect(status).toBe(404);
    }
  });

  it('answers an address that is none with 404, and another method with 405', async () => {
    expect((await fetch(`${server.url}/v2/models/simple/explain`)).status).toBe(404);
    expect((await fetch(`${server.url}/v1/models`)).status).toBe(404);
    expect((await fetch(`${server.url}/v2/models/simple/infer`)).status).toBe(405);
  });
});
