import { decodeAhead } from '@safelight/codec';
import { limits } from '@safelight/core';
import { readInput, writeOutput } from '../files.ts';
import type { OutputOptions } from '../rendering.ts';
import { warn } from '../terminal.ts';

export interface RenderOptions extends OutputOptions {
  readonly output: string;
  readonly force?: true;
}

/** Recipe or XMP → image. */
export async function render(photoPath: string, recipePath: string, options: RenderOptions): Promise<void> {
  const { output } = options;
  const data = await readInput(photoPath, limits.photoSizeBytes);
  // The photo is decoded on other threads while the rest of the program loads.
  decodeAhead(data);
  const [{ outputOf, renderPhoto }, { readRecipeFile }, { withSandbox }] = await Promise.all([
    import('../rendering.ts'),
    import('../recipeFile.ts'),
    import('../sandbox.ts'),
  ]);
  const spec = outputOf(output, options);
  const input = readRecipeFile(recipePath, await readInput(recipePath, limits.xmpSizeBytes));
  const { image, problems } = await withSandbox((sandbox) => renderPhoto(sandbox, data, input, spec));
  for (const { message } of problems) warn(message);
  await writeOutput(output, image.data, { force: options.force === true });
  process.stdout.write(`${output}: ${image.ref.width} × ${image.ref.height}\n`);
}
