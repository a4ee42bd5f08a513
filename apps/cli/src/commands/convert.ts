import { extname } from 'node:path';
import { Fault, limits } from '@safelight/core';
import { stringifyRecipe } from '@safelight/recipe';
import { readInput, writeOutput } from '../files.ts';
import { readRecipeFile } from '../recipeFile.ts';
import { withSandbox } from '../sandbox.ts';
import { warn } from '../terminal.ts';

export interface ConvertOptions {
  readonly raw?: true;
  readonly force?: true;
}

/** recipe.json ↔ sidecar.xmp. */
export async function convert(input: string, output: string, options: ConvertOptions): Promise<void> {
  const target = extname(output).toLowerCase();
  if (target !== '.json' && target !== '.xmp') {
    throw new Fault('file.unwritable', `${output} must end in .json or .xmp, so that it is clear what to write.`);
  }
  const bytes = await readInput(input, limits.xmpSizeBytes);
  const photoKind = options.raw === true ? 'raw' : 'rendered';
  const { recipe, xmp, warnings } = await withSandbox((sandbox) =>
    sandbox.convert({ input: readRecipeFile(input, bytes), photoKind, photoFileName: '' }),
  );
  for (const { message } of warnings) warn(message);
  await writeOutput(output, target === '.json' ? `${stringifyRecipe(recipe)}\n` : xmp, {
    force: options.force === true,
  });
}
