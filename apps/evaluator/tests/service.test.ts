import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, silentLogger, type Client, type RunningService } from '@safelight/service-kit';
import { evaluatorContract, type ScorePair } from '@safelight/wire';
import { encodeImage } from '@safelight/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEvaluator } from '../src/index.ts';
import { make } from './pictures.ts';

let service: RunningService;
let client: Client<typeof evaluatorContract>;
let wren: Buffer;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'evaluator-'));
  service = await startEvaluator({ logger: silentLogger, dataDir, threads: 1 });
  client = createClient(evaluatorContract, service.address);
  wren = await readFile(new URL('../../../fixtures/photos/wren.jpg', import.meta.url));
});

afterAll(async () => {
  client.close();
  await service[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

describe('Evaluate', () => {
  it('scores two encoded pictures over gRPC', async () => {
    const { evaluation } = await client.evaluate({ before: wren, after: wren, instruction: 'warmer' });
    expect(evaluation.evaluatorVersion).toBe('metrics/2+ranker-1');
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

/** Small pictures, so that groups and batches are quick. */
const picture = (warmth: number): Promise<Uint8Array> =>
  encodeImage(
    make(96, 64, (x, y) => [90 + x / 2 + 20 * warmth, 80 + y, 110 - 20 * warmth]),
    { format: 'png' },
  );

describe('Compare', () => {
  it('ranks candidates by win rates that do not depend on their order', async () => {
    const [before, cool, warm, warmer] = await Promise.all([picture(0), picture(-1), picture(0.6), picture(1)]);
    const ask = (afters: readonly Uint8Array[]) => client.compare({ before, afters, instruction: 'warmer' });
    const { comparison, evaluations, pairs } = await ask([cool, warm, warmer]);
    expect(comparison.winRates[0]).toBe(0);
    expect(comparison.order.at(-1)).toBe(0);
    expect(evaluations).toHaveLength(3);
    expect(pairs.map(({ one, other }) => [one, other])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    for (const { evidence } of pairs) expect(evidence).toMatch(/overall \d/);
    const turned = await ask([warmer, cool, warm]);
    const [a, b, c] = comparison.winRates;
    expect(turned.comparison.winRates).toEqual([c, a, b]);
  });

  it('gives equal candidates no win', async () => {
    const [before, same] = await Promise.all([picture(0), picture(1)]);
    const { comparison } = await client.compare({ before, afters: [same, same], instruction: 'warmer' });
    expect(comparison).toMatchObject({ winRates: [0, 0], order: [0, 1], evaluatorVersion: 'metrics/2+ranker-1' });
  });

  it('refuses one candidate, nine, and one that is no picture, by its number', async () => {
    const before = await picture(0);
    const ask = (afters: readonly Uint8Array[]) => client.compare({ before, afters, instruction: 'warmer' });
    await expect(ask([before])).rejects.toMatchObject({ code: 'request.invalid', field: 'afters' });
    await expect(ask(Array.from({ length: 9 }, () => before))).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(ask([before, Buffer.from('text')])).rejects.toMatchObject({
      code: 'photo.notAnImage',
      field: 'afters[1]',
    });
  });
});

describe('EvaluateBatch', () => {
  it('gives a bad case a problem of its own and scores the others', async () => {
    const [before, after] = await Promise.all([picture(0), picture(1)]);
    const good = { before, after, instruction: 'warmer' };
    const { results } = await client.evaluateBatch({
      cases: [
        good,
        { ...good, after: Buffer.alloc(0) },
        { ...good, instruction: 'add a dog' },
        { ...good, judge: { backend: 'openai' } },
        good,
      ],
    });
    expect(results.map((one) => ('problem' in one ? [one.problem.code, one.problem.field] : 'scored'))).toEqual([
      'scored',
      ['photo.empty', 'cases[1].after'],
      ['instruction.notDevelopWork', 'cases[2].instruction'],
      ['config.invalid', 'cases[3].judge.backend'],
      'scored',
    ]);
    expect(results[0]).toEqual(results[4]);
  });

  it('leaves the service free to answer while it judges', async () => {
    const cases = Array.from({ length: 6 }, () => ({ before: wren, after: wren, instruction: 'warmer' }));
    const order: string[] = [];
    await Promise.all([
      client.evaluateBatch({ cases }).then(() => order.push('batch')),
      client.listCalibrations({}).then(() => order.push('list')),
    ]);
    expect(order).toEqual(['list', 'batch']);
  });
});

describe('calibration', () => {
  const pairs: readonly ScorePair[] = Array.from({ length: 40 }, (_, index) => ({
    axis: 'aesthetic',
    predicted: 1 + index / 10,
    human: 1 + (index / 39) ** 2 * 3,
  }));

  it('is stored under a name, listed, applied when it is chosen, and survives a restart', async () => {
    const [before, after] = await Promise.all([picture(0), picture(1)]);
    const request = { before, after, instruction: 'warmer' };
    const { calibration } = await client.calibrate({ pairs });
    expect(calibration).toMatchObject({ version: 'cal-1', evaluatorVersion: 'metrics/2+ranker-1' });
    expect((await client.calibrate({ pairs })).calibration.version).toBe('cal-2');
    const raw = (await client.evaluate(request)).evaluation;
    const chosen = (await client.evaluate({ ...request, judge: { calibration: 'cal-1' } })).evaluation;
    expect(chosen.evaluatorVersion).toBe('metrics/2+ranker-1+cal-1');
    expect(chosen.scores.aesthetic).toBeLessThan(raw.scores.aesthetic);
    expect(chosen.scores.instruction).toBe(raw.scores.instruction);
    expect(chosen.rationale).toContain('cal-1');

    await using again = await startEvaluator({
      logger: silentLogger,
      dataDir,
      judge: { standing: 'metrics', openai: null, calibration: 'cal-2' },
      threads: 1,
    });
    const other = createClient(evaluatorContract, again.address);
    expect((await other.listCalibrations({})).calibrations.map(({ version }) => version)).toEqual(['cal-1', 'cal-2']);
    expect((await other.evaluate(request)).evaluation.evaluatorVersion).toBe('metrics/2+ranker-1+cal-2');
    expect((await other.evaluate({ ...request, judge: { calibration: 'none' } })).evaluation).toEqual(raw);
    other.close();
  });

  it('tells of drift once there are enough scores', async () => {
    const [before, after] = await Promise.all([picture(0), picture(1)]);
    const { version } = (await client.calibrate({ pairs })).calibration;
    const early = (await client.getCalibration({ version })).drifts;
    expect(early).toMatchObject([{ axis: 'aesthetic', stabilityIndex: null, alarm: false }]);
    const cases = Array.from({ length: 55 }, () => ({ before, after, instruction: 'warmer' }));
    await client.evaluateBatch({ cases });
    await client.evaluateBatch({ cases });
    // A hundred times the same score is nothing like scores all over the scale.
    expect((await client.getCalibration({ version })).drifts).toMatchObject([{ axis: 'aesthetic', alarm: true }]);
  });

  it('that is not there, or another evaluator’s, is refused', async () => {
    const before = await picture(0);
    const request = (calibration: string) => ({ before, after: before, instruction: 'warmer', judge: { calibration } });
    for (const name of ['cal-99', '../../etc/passwd', 'cal-0'])
      await expect(client.evaluate(request(name))).rejects.toMatchObject({ code: 'calibration.notFound' });
    const { version } = (await client.calibrate({ pairs, evaluatorVersion: 'metrics/1' })).calibration;
    await expect(client.evaluate(request(version))).rejects.toMatchObject({ field: 'judge.calibration' });
    await expect(client.calibrate({ pairs: pairs.slice(0, 3) })).rejects.toMatchObject({ code: 'request.invalid' });
  });
});
