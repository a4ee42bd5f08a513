/** The project's own models on a server: what perception would lose if its networks ran elsewhere. */
import { fileURLToPath } from 'node:url';
import { float32Tensor } from '@safelight/core';
import { openModels, remoteModels } from '@safelight/inference-client';
import { noSecurity, silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInference, type RunningInference } from '../src/index.ts';

const repository = fileURLToPath(new URL('../models', import.meta.url));
let server: RunningInference;

beforeAll(async () => {
  server = await startInference({ repository, logger: silentLogger });
});
afterAll(() => server[Symbol.asyncDispose]());

describe('the project’s own models', () => {
  it('are all loaded from the links in the repository', async () => {
    const index = (await (await fetch(`http://${server.httpAddress}/v2/repository/index`)).json()) as object[];
    const names = ['eye', 'face-far', 'face-mesh', 'face-near', 'person-selfie', 'pose', 'pose-detection', 'ranker'];
    expect(index).toEqual([...names, 'sky', 'wishes'].map((name) => ({ name, version: '1', state: 'READY' })));
  });

  it('give by the server what they give in process, bit for bit', async () => {
    const files = { 'face-near': new URL('../models/face-near/1/model.onnx', import.meta.url) };
    await using here = await openModels({ files, threads: 2 }, undefined);
    await using there = await openModels({ files: {} }, remoteModels(server.address, noSecurity));
    const values = Float32Array.from({ length: 3 * 128 * 128 }, (_, at) => Math.sin(at / 77));
    const image = float32Tensor(values, [1, 3, 128, 128]);
    const [local, remote] = await Promise.all([here, there].map((models) => models.infer('face-near', { image })));
    expect(Object.keys(remote!).sort()).toEqual(['boxes', 'scores']);
    for (const [name, { shape, data }] of Object.entries(local!)) {
      expect(remote![name]!.shape).toEqual(shape);
      expect(Buffer.compare(remote![name]!.data, data)).toBe(0);
    }
  });
});
