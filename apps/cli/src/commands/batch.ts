import { basename, extname, join } from 'node:path';
import { Fault, limits, toFault } from '@safelight/core';
import type { ConvertRequest } from '@safelight/wire';
import pc from 'picocolors';
import { readInput, writeOutput } from '../files.ts';
import { readRecipeFile } from '../recipeFile.ts';
import { developing, type Develop } from '../developing.ts';
import { findServer, type ServerOptions } from '../remote/server.ts';
import { outputOf, type OutputOptions } from '../rendering.ts';

export interface BatchOptions extends OutputOptions, ServerOptions {
  readonly out: string;
  readonly format: string;
  readonly force?: true;
  readonly quiet?: true;
}

/** While one photo is developed, others are read, decoded, encoded and written. */
const photosAtOnce = 4;

interface Tally {
  done: number;
  readonly failed: { readonly photo: string; readonly message: string }[];
}

/** One recipe → many photos. A photo that fails is told at the end and stops no other. */
export async function batch(recipePath: string, photos: readonly string[], options: BatchOptions): Promise<void> {
  const targets = new Map(photos.map((photo) => [photo, targetOf(photo, options)]));
  if (new Set(targets.values()).size < photos.length) {
    throw new Fault('file.unwritable', 'Two photos would give the same file name. Develop them into two folders.');
  }
  const input = readRecipeFile(recipePath, await readInput(recipePath, limits.xmpSizeBytes));
  const tally: Tally = { done: 0, failed: [] };
  const start = performance.now();
  await developing(await findServer(options), async (render) => {
    const left = [...targets];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [photo, target] = next;
        await develop(render, photo, target, input, options).catch((thrown: unknown) =>
          tally.failed.push({ photo, message: toFault(thrown).message }),
        );
        tally.done += 1;
        tell(tally, photos.length, start, options);
      }
    };
    await Promise.all(Array.from({ length: photosAtOnce }, work));
  });
  finish(tally, photos.length, options);
}

const targetOf = (photo: string, { out, format }: BatchOptions): string =>
  join(out, `${basename(photo, extname(photo))}.${format}`);

async function develop(
  render: Develop,
  photo: string,
  target: string,
  input: ConvertRequest['input'],
  options: BatchOptions,
): Promise<void> {
  const spec = outputOf(target, options);
  const data = await readInput(photo, limits.photoSizeBytes);
  const { image } = await render({ path: photo, data }, input, spec);
  await writeOutput(target, image.data, { force: options.force === true });
}

/** On a terminal one line that moves; elsewhere nothing until the end. */
function tell({ done, failed }: Tally, total: number, start: number, { quiet }: BatchOptions): void {
  if (quiet === true || !process.stderr.isTTY) return;
  const perPhoto = (performance.now() - start) / 1000 / done;
  const left = Math.ceil(perPhoto * (total - done));
  const trouble = failed.length > 0 ? pc.red(`, ${failed.length} failed`) : '';
  process.stderr.write(`\r\x1b[2K${done} of ${total}${trouble}, ${perPhoto.toFixed(2)} s a photo, ${left} s left`);
  if (done === total) process.stderr.write('\n');
}

function finish({ failed }: Tally, total: number, { out }: BatchOptions): void {
  for (const { photo, message } of failed) process.stderr.write(`${pc.red('failed:')} ${photo}: ${message}\n`);
  process.stdout.write(`${out}: ${total - failed.length} of ${total} photos\n`);
  if (failed.length > 0) process.exitCode = 2;
}
