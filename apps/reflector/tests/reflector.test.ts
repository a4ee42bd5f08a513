import { appendFile, mkdtemp, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyRecipe, sha256 } from '@safelight/core';
import { applyCalls } from '@safelight/recipe';
import { createClient, silentLogger, type Client, type RunningService } from '@safelight/service-kit';
import { reflectorContract, type SubmitTrajectoryRequest } from '@safelight/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReflector } from '../src/index.ts';
import type { Sample } from '../src/sample/sample.ts';
import { better, picture, submission, worse, worst, type Sketch } from './trajectories.ts';

let dataDir: string;
let service: RunningService;
let client: Client<typeof reflectorContract>;

async function start(marginMin?: number): Promise<void> {
  service = await startReflector({ dataDir, logger: silentLogger, ...(marginMin === undefined ? {} : { marginMin }) });
  client = createClient(reflectorContract, service.address);
}

async function stop(): Promise<void> {
  client.close();
  await service[Symbol.asyncDispose]();
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reflector-'));
  await start();
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true, force: true });
});

const manifest = (): string => join(dataDir, 'reflections.jsonl');
const samples = async (): Promise<Sample[]> =>
  (await readFile(manifest(), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Sample);
const submit = (sketch: Sketch): Promise<{ readonly reflectionIds: readonly string[] }> =>
  client.submitTrajectory(submission(sketch));
const pairs = async (): Promise<string[]> =>
  (await samples()).map((sample) => `${sample.worse.trajectoryId} < ${sample.better.trajectoryId}`).sort();

describe('a pair of the same input', () => {
  it('becomes one sample that says what was worse, why, and what puts it right', async () => {
    expect(await submit(worse)).toEqual({ reflectionIds: [] });
    const { reflectionIds } = await submit(better);
    const [sample, ...more] = await samples();
    expect(more).toEqual([]);
    expect(reflectionIds).toEqual([sample!.id]);
    expect(sample!.margin).toBeCloseTo(2.6, 6);
    for (const told of ['6.00', '8.60', 'warmer', 'mean warmth b', 'instead of', 'rated itself'])
      expect(sample!.reflection).toContain(told);
    expect(sample!.worse.steps[0]!.thought).toBe('the thought of trj_worse');
    // The correction, applied to the original, is the better edit.
    const context = { photoKind: 'rendered' as const, notRendered: () => undefined };
    expect(applyCalls(emptyRecipe, sample!.correction, context)).toEqual({
      recipe: { ...emptyRecipe, settings: better.settings },
      problems: [],
    });
  });

  it('names pictures that lie beside the manifest under their digest', async () => {
    await submit(worse);
    await submit(better);
    const [{ images, worse: trace }] = (await samples()) as [Sample];
    for (const path of [...Object.values(images), ...trace.steps.map(({ image }) => image)]) {
      const bytes = await readFile(join(dataDir, path));
      expect(path).toBe(`images/${sha256(bytes)}.jpg`);
    }
    expect((await stat(join(dataDir, trace.trajectory))).isFile()).toBe(true);
  });

  it('is written in Chinese for a Chinese instruction', async () => {
    const chinese = { instruction: '暖一点', locale: 'zh' } as const;
    await submit({ ...worse, ...chinese });
    await submit({ ...better, ...chinese });
    const [sample] = await samples();
    expect(sample!.reflection).toMatch(/^这次修图得 6\.00 分/);
    expect(sample!.reflection).toContain('改正办法');
  });

  it('is found whatever the order of submission', async () => {
    for (const sketch of [better, worst, worse]) await submit(sketch);
    const expected = ['trj_worse < trj_better', 'trj_worst < trj_better', 'trj_worst < trj_worse'];
    expect(await pairs()).toEqual(expected);
    const forward = (await samples()).map((sample) => JSON.stringify(sample)).sort();
    await stop();
    await rm(dataDir, { recursive: true });
    await start();
    for (const sketch of [worse, better, worst]) await submit(sketch);
    expect((await samples()).map((sample) => JSON.stringify(sample)).sort()).toEqual(forward);
  });

  it('is written once when everything is submitted again, all at once, and after a restart', async () => {
    const sketches = [better, worse, worst];
    await Promise.all([...sketches, ...sketches].map(submit));
    expect(await pairs()).toHaveLength(3);
    const before = await readFile(manifest(), 'utf8');
    await stop();
    await start();
    const answers = await Promise.all(sketches.map(submit));
    expect(answers.map(({ reflectionIds }) => reflectionIds.length)).toEqual([2, 2, 2]);
    expect(await readFile(manifest(), 'utf8')).toBe(before);
  });

  it('takes spelling and spacing of the instruction for the same wish', async () => {
    await submit({ ...worse, instruction: '  Make it   WARMER. ' });
    expect((await submit(better)).reflectionIds).toHaveLength(1);
  });
});

describe('no sample comes', () => {
  it.each([
    ['another photo', { photo: 'another' }],
    ['another wish', { instruction: 'make it cooler' }],
    ['another start', { startSettings: { exposure: 1 } }],
    ['a margin under 0.2', { aesthetic: 4.1, instructionScore: 4.35 }],
    ['the same settings', { settings: better.settings }],
  ])('from %s', async (_, change) => {
    await submit(better);
    expect((await submit({ ...worse, ...change })).reflectionIds).toEqual([]);
    expect(await samples()).toEqual([]);
  });

  it('below a margin that was configured', async () => {
    await stop();
    await start(3);
    await submit(better);
    expect((await submit(worse)).reflectionIds).toEqual([]);
    expect((await submit(worst)).reflectionIds).toHaveLength(1);
  });
});

describe('after a crash', () => {
  it('a torn last line is cut off, and its sample comes back with the next submission', async () => {
    for (const sketch of [better, worse, worst]) await submit(sketch);
    const whole = await readFile(manifest());
    await stop();
    await truncate(manifest(), whole.length - 40);
    await start();
    expect(await pairs()).toHaveLength(2);
    for (const sketch of [better, worse, worst]) await submit(sketch);
    expect(await pairs()).toHaveLength(3);
    expect((await readFile(manifest())).length).toBe(whole.length);
  });

  it('a trajectory that was kept before its samples were is made up for when it comes again', async () => {
    for (const sketch of [better, worse]) await submit(sketch);
    await stop();
    await writeFile(manifest(), '');
    await start();
    expect((await submit(worse)).reflectionIds).toHaveLength(1);
    expect(await pairs()).toEqual(['trj_worse < trj_better']);
  });

  it('a whole line that is no sample stops the start and is named, and nothing is lost', async () => {
    for (const sketch of [better, worse]) await submit(sketch);
    await stop();
    await appendFile(manifest(), '{"schema":7}\n');
    await expect(start()).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('reflections.jsonl:2'),
    });
    expect((await readFile(manifest(), 'utf8')).split('\n')).toHaveLength(3);
    await writeFile(manifest(), '');
    await start();
  });

  it('half-written files are not taken for trajectories', async () => {
    await submit(better);
    const [key] = await readdir(join(dataDir, 'trajectories'));
    await writeFile(join(dataDir, 'trajectories', key!, 'trj_x.json.0a.tmp'), '{"half":');
    expect((await submit(worse)).reflectionIds).toHaveLength(1);
  });
});

describe('the folder', () => {
  it('has one owner at a time', async () => {
    await expect(startReflector({ dataDir, logger: silentLogger })).rejects.toMatchObject({ code: 'data.locked' });
  });

  it('is taken over from an owner that died', async () => {
    await stop();
    await writeFile(join(dataDir, 'lock.json'), JSON.stringify({ pid: 2 ** 22 + 1, startTicks: '1', token: 'dead' }));
    await start();
    expect(await client.listSamples({ pageSizeMax: 10, pageToken: '' })).toEqual({
      reflections: [],
      nextPageToken: '',
    });
  });
});

describe('ListSamples', () => {
  it('pages through all samples, oldest first, with their whole trajectories', async () => {
    for (const sketch of [better, worse, worst]) await submit(sketch);
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await client.listSamples({ pageSizeMax: 2, pageToken });
      for (const reflection of page.reflections) {
        seen.push(reflection.id);
        expect(reflection.better.evaluation!.scores.instruction).toBeGreaterThan(
          reflection.worse.evaluation!.scores.instruction,
        );
        expect(reflection.analysis).not.toBe('');
      }
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    expect(seen).toEqual((await samples()).map(({ id }) => id));
    expect(seen).toHaveLength(3);
  });

  it('refuses a token that it did not give', async () => {
    await expect(client.listSamples({ pageSizeMax: 2, pageToken: 'nonsense' })).rejects.toMatchObject({
      code: 'request.invalid',
      field: 'pageToken',
    });
  });
});

describe('SubmitTrajectory refuses', () => {
  const whole = submission(better);
  it.each<[string, SubmitTrajectoryRequest, string]>([
    ['an unfinished trajectory', { ...whole, trajectory: { ...whole.trajectory, finish: null } }, 'trajectory.finish'],
    ['an unjudged one', { ...whole, trajectory: { ...whole.trajectory, evaluation: null } }, 'trajectory.evaluation'],
    ['one whose pictures are missing', { ...whole, images: whole.images.slice(1) }, 'images'],
    [
      'a picture that is not what its digest says',
      { ...whole, images: [{ ...picture('a'), data: Buffer.from('b') }] },
      'images[0]',
    ],
    [
      'an id that would leave the folder',
      { ...whole, trajectory: { ...whole.trajectory, id: '../../x' } },
      'trajectory.id',
    ],
  ])('%s', async (_, request, field) => {
    await expect(client.submitTrajectory(request)).rejects.toMatchObject({ code: 'request.invalid', field });
    expect(await samples()).toEqual([]);
    expect((await submit(better)).reflectionIds).toEqual([]);
  });
});
