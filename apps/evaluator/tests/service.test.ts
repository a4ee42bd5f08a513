import { readFile } from 'node:fs/promises';
import { createClient, silentLogger, type Client, type RunningService } from '@safelight/service-kit';
import { evaluatorContract } from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEvaluator } from '../src/index.ts';

let service: RunningService;
let client: Client<typeof evaluatorContract>;
let wren: Buffer;

beforeAll(async () => {
  service = await startEvaluator({ logger: silentLogger });
  client = createClient(evaluatorContract, service.address);
  wren = await readFile(new URL('../../../fixtures/photos/wren.jpg', import.meta.url));
});

afterAll(async () => {
  client.close();
  await service[Symbol.asyncDispose]();
});

describe('Evaluate', () => {
  it('scores two encoded pictures over gRPC', async () => {
    const { evaluation } = await client.evaluate({ before: wren, after: wren, instruction: 'warmer' });
    expect(evaluation.evaluatorVersion).toBe('metrics/2');
    expect(evaluation.scores.instruction).toBeLessThan(2);
    expect(evaluation.metrics.length).toBeGreaterThan(5);
  });

  it.each([
    ['an empty picture', { before: Buffer.alloc(0) }, { code: 'photo.empty', field: 'before' }],
    ['what is no picture', { after: Buffer.from('hello, I am text') }, { code: 'photo.notAnImage', field: 'after' }],
    ['an empty sentence', { instruction: '  ' }, { code: 'instruction.empty' }],
    ['10,000 characters', { instruction: 'warm '.repeat(2_000) }, { code: 'instruction.tooLong' }],
    ['a wish that is no develop work', { instruction: 'add a dog' }, { code: 'instruction.notDevelopWork' }],
  ])('refuses %s and says which part is to blame', async (_, change, fault) => {
    await expect(
      client.evaluate({ before: wren, after: wren, instruction: 'warmer', ...change }),
    ).rejects.toMatchObject(fault);
  });

  it('refuses half a picture', async () => {
    const half = wren.subarray(0, wren.length / 2);
    await expect(client.evaluate({ before: wren, after: half, instruction: 'warmer' })).rejects.toMatchObject({
      code: 'photo.truncated',
      field: 'after',
    });
  });

  it('still answers after refusals', async () => {
    await client.evaluate({ before: Buffer.alloc(0), after: wren, instruction: 'warmer' }).catch(() => undefined);
    const { evaluation } = await client.evaluate({ before: wren, after: wren, instruction: '暖一点' });
    expect(evaluation.rationale).toContain('修图');
  });
});
