import { decodeAhead } from '@safelight/codec';
import { limits } from '@safelight/core';
import { readInput, writeOutput } from '../files.ts';
import { findServer, type ServerOptions } from '../remote/server.ts';
import type { OutputOptions } from '../rendering.ts';
import { warn } from '../terminal.ts';

export interface RenderOptions extends OutputOptions, ServerOptions {
  readonly output: string;
  readonly force?: true;
}

/** Recipe or XMP → image. */
export async function render(photoPath: string, recipePath: string, options: RenderOptions): Promise<void> {
  const { output } = options;
  const data = await readInput(photoPath, limits.photoSizeBytes);
  const server = await findServer(options);
  // The photo is decoded on other threads while the rest of the program loads.
  if (server === null) decodeAhead(data);
  const [{ outputOf }, { readRecipeFile }, { developing }] = await Promise.all([
    import('../rendering.ts'),
    import('../recipeFile.ts'),
    import('../developing.ts'),
  ]);
  const spec = outputOf(output, options);
  const input = readRecipeFile(recipePath, await readInput(recipePath, limits.xmpSizeBytes));
  const { image, problems } = await developing(server, (develop) => develop({ path: photoPath, data }, input, spec));
  for (const { message } of problems) warn(message);
  await writeOutput(output, image.data, { force: options.force === true });
  process.stdout.write(`${output}: ${image.ref.width} × ${image.ref.height}\n`);
}
