import { extname } from 'node:path';
import { Fault, limits } from '@safelight/core';
import { stringifyRecipe } from '@safelight/recipe';
import { readInput, stem, writeOutput } from '../files.ts';
import { readRecipeFile } from '../recipeFile.ts';
import { withSandbox } from '../sandbox.ts';
import { warn } from '../terminal.ts';

export interface ConvertOptions {
  readonly raw?: true;
  /** Points along an edge of a .cube table. */
  readonly size?: number;
  readonly force?: true;
}

/** Points along an edge when --size is left out: what editors expect. */
const lutSize = 33;

/** recipe.json ↔ sidecar.xmp; either → look.cube. */
export async function convert(input: string, output: string, options: ConvertOptions): Promise<void> {
  const target = extname(output).toLowerCase();
  if (target !== '.json' && target !== '.xmp' && target !== '.cube') {
    const message = `${output} must end in .json, .xmp or .cube, so that it is clear what to write.`;
    throw new Fault('file.unwritable', message);
  }
  if (options.size !== undefined && target !== '.cube') {
    throw new Fault('request.invalid', '--size is for .cube tables. Leave it out.', { field: 'size' });
  }
  const bytes = await readInput(input, limits.xmpSizeBytes);
  const photoKind = options.raw === true ? 'raw' : 'rendered';
  const text = await withSandbox(async (sandbox) => {
    const request = { input: readRecipeFile(input, bytes), photoKind, photoFileName: '' } as const;
    const { recipe, xmp, warnings } = await sandbox.convert(request);
    for (const { message } of warnings) warn(message);
    if (target === '.json') return `${stringifyRecipe(recipe)}\n`;
    if (target === '.xmp') return xmp;
    const { cube, leftOut } = await sandbox.exportLut({ recipe, size: options.size ?? lutSize, title: stem(output) });
    for (const { message } of leftOut) warn(message);
    return cube;
  });
  await writeOutput(output, text, { force: options.force === true });
}
