import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { photoOf, root, scratch } from './photos.ts';
import { runProcess } from './process.ts';
import { recipe } from './recipe.ts';
import type { Row } from './row.ts';

const cli = join(root, 'apps/cli/src/main.ts');
const photos = 100;

/** The `batch` command over a hundred photos of 6 MP: how well it keeps the cores busy. */
export async function benchBatch(): Promise<Row[]> {
  const folder = await scratch('batch');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const recipePath = join(folder, 'recipe.json');
  await writeFile(recipePath, JSON.stringify(recipe));
  const one = await photoOf('tea-gardens', 3000, 2000);
  const paths = Array.from({ length: photos }, (_, i) => join(folder, `${String(i).padStart(3, '0')}.jpg`));
  // Bytes behind the end of the picture make every file another photo: equal ones would be answered from the cache.
  const picture = await readFile(one);
  for (const path of paths) await writeFile(path, Buffer.concat([picture, Buffer.from(path)]));
  const args = [cli, 'batch', recipePath, ...paths, '-o', join(folder, 'out'), '--quiet'];
  const { wallMs, cpuMs, peakMiB } = await runProcess(process.execPath, args);
  const cores = availableParallelism();
  return [
    { name: `batch of ${photos} photos of 6 MP`, value: wallMs / 1000, unit: 's', note: 'JPEG in and out' },
    { name: 'batch, cores kept busy', value: (100 * cpuMs) / (wallMs * cores), unit: '%', goal: { atLeast: 90 } },
    { name: 'batch, peak memory', value: peakMiB, unit: 'MiB' },
  ];
}
