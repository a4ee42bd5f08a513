import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePhoto, encodeImage, decodeRgb8 } from '@safelight/codec';
import { parseRecipe } from '@safelight/recipe';
import type { Trajectory } from '@safelight/core';
import { exiftool } from 'exiftool-vendored';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, safelight, temporaryFolder, type Run } from './run.ts';

const sentence = 'warm, dreamy golden hour, keep detail in the shadows';

/** A fixture at a quarter of its edge: the same content, quicker. */
async function smallPhoto(path: string): Promise<void> {
  const { width, height, data } = await decodeRgb8(await readFile(join(root, 'fixtures/photos/city-sunset.jpg')));
  const [w, h] = [Math.floor(width / 4), Math.floor(height / 4)];
  const small = new Uint8Array(w * h * 3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const from = (y * 4 * width + x * 4) * 3;
      small.set(data.subarray(from, from + 3), (y * w + x) * 3);
    }
  }
  await writeFile(path, await encodeImage({ width: w, height: h, data: small }, { format: 'jpeg', quality: 92 }));
}

describe('safelight edit', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let run: Run;
  let result: { out: string; files: string[]; steps: number; scores: { aesthetic: number; instruction: number } };
  const at = (name: string): string => join(folder.path, 'out', name);

  beforeAll(async () => {
    folder = await temporaryFolder();
    await smallPhoto(join(folder.path, 'roofs.jpg'));
    const args = ['edit', 'roofs.jpg', sentence, '--out', 'out', '--json'];
    run = await safelight(args, { cwd: folder.path, dataDir: join(folder.path, 'data') });
    expect(run.stderr).not.toContain('safelight:');
    result = JSON.parse(run.stdout.trimEnd().split('\n').at(-1)!) as typeof result;
  });
  afterAll(async () => {
    await exiftool.end();
    await folder[Symbol.asyncDispose]();
  });

  it('ends well, with one JSON object as the last line of stdout and the progress on stderr', () => {
    expect(run.code).toBe(0);
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain('incrementalTemperature');
    for (const score of [result.scores.aesthetic, result.scores.instruction]) {
      expect(score).toBeGreaterThanOrEqual(1);
      expect(score).toBeLessThanOrEqual(5);
    }
  });

  it('writes photo, recipe, sidecar, trajectory, step pictures and report, and nothing else', async () => {
    const steps = Array.from({ length: result.steps + 1 }, (_, step) => `step-${step}.jpg`);
    const expected = ['edited.jpg', 'recipe.json', 'roofs.xmp', 'trajectory.json', 'report.html', ...steps];
    expect((await readdir(at(''))).sort()).toEqual(expected.sort());
    expect([...result.files].sort()).toEqual(expected.sort());
    expect((await readdir(folder.path)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('makes the picture warmer and keeps the shadows, as asked, in at least two steps', async () => {
    const trajectory = JSON.parse(await readFile(at('trajectory.json'), 'utf8')) as Trajectory;
    const [before, after] = [trajectory.original, trajectory.steps.at(-1)!.observation].map((one) => one.measurement);
    expect(trajectory.steps.length).toBeGreaterThanOrEqual(2);
    expect(after!.cast.b).toBeGreaterThan(before!.cast.b + 1);
    expect(after!.clipping.shadows).toBeLessThanOrEqual(before!.clipping.shadows + 0.001);
    expect(after!.lightness.p05).toBeGreaterThanOrEqual(before!.lightness.p05);
  });

  it('says in the sidecar what the recipe says: ExifTool finds the values', async () => {
    const recipe = parseRecipe(JSON.parse(await readFile(at('recipe.json'), 'utf8')));
    const tags = (await exiftool.readRaw(at('roofs.xmp'), { readArgs: ['-n'] })) as Record<string, unknown>;
    const named = {
      incrementalTemperature: 'IncrementalTemperature',
      exposure: 'Exposure2012',
      shadows: 'Shadows2012',
      highlights: 'Highlights2012',
      vibrance: 'Vibrance',
      contrast: 'Contrast2012',
    } as const;
    const present = Object.entries(named).filter(([tool]) => tool in recipe.settings);
    expect(present.length).toBeGreaterThanOrEqual(3);
    for (const [tool, tag] of present) expect(Number(tags[tag]), tag).toBeCloseTo(recipe.settings[tool] as number, 4);
  });

  it('can be rendered again from the sidecar to the same pixels', async () => {
    const args = ['render', 'roofs.jpg', 'out/roofs.xmp', '-o', 'again.jpg'];
    const again = await safelight(args, { cwd: folder.path, dataDir: join(folder.path, 'data') });
    expect([again.code, again.stderr]).toEqual([0, '']);
    const [one, other] = await Promise.all(
      [at('edited.jpg'), join(folder.path, 'again.jpg')].map(async (path) => decodePhoto(await readFile(path))),
    );
    expect(
      Buffer.compare(Buffer.from(one!.image.data as Uint8Array), Buffer.from(other!.image.data as Uint8Array)),
    ).toBe(0);
  });

  it('shows everything in a report that loads nothing from elsewhere', async () => {
    const report = await readFile(at('report.html'), 'utf8');
    expect(report).toContain(sentence);
    expect(report).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(report.match(/data:image\/jpeg;base64,/g)!.length).toBeGreaterThanOrEqual(result.steps + 3);
  });

  it('does not touch a folder that holds something already', async () => {
    const args = ['edit', 'roofs.jpg', sentence, '--out', 'out'];
    const second = await safelight(args, { cwd: folder.path, dataDir: join(folder.path, 'data') });
    expect(second.code).toBe(2);
    expect(second.stderr).toBe('safelight: out is not empty. Choose another folder or add --force.\n');
  });

  it('gives the same recipe for the same seed', async () => {
    const args = ['edit', 'roofs.jpg', sentence, '--out', 'twice', '--quiet'];
    const second = await safelight(args, { cwd: folder.path, dataDir: join(folder.path, 'data') });
    expect(second.code).toBe(0);
    expect(await readFile(join(folder.path, 'twice/recipe.json'), 'utf8')).toBe(
      await readFile(at('recipe.json'), 'utf8'),
    );
  });
});
