import { extname } from 'node:path';
import type { BodyOf } from '@safelight/client';
import { Fault, limits } from '@safelight/core';
import { stringifyRecipe } from '@safelight/recipe';
import type { RecipeForm } from '@safelight/wire';
import { readInput, stem, writeOutput } from '../files.ts';
import { conversionOf } from '../remote/developing.ts';
import { onServerIfNamed } from '../remote/run.ts';
import type { ServerOptions } from '../remote/server.ts';
import { readRecipeFile } from '../recipeFile.ts';
import { withSandbox } from '../sandbox.ts';
import { warn } from '../terminal.ts';

export interface ConvertOptions extends ServerOptions {
  readonly raw?: true;
  /** Points along an edge of a .cube table. */
  readonly size?: number;
  readonly force?: true;
}

/** Points along an edge when --size is left out: what editors expect. */
const lutSize = 33;

/** Endings of the forms that other programs keep recipes in. */
const forms: Readonly<Record<string, RecipeForm>> = {
  '.lua': 'lua',
  '.lrtemplate': 'lrtemplate',
  '.py': 'python',
};

/** Endings that say more than their last part. */
function doubleEnding(output: string): RecipeForm | undefined {
  const name = output.toLowerCase();
  if (name.endsWith('.roc.json')) return 'json';
  return name.endsWith('.preset.xmp') ? 'preset' : undefined;
}

const serverForms = {
  lua: 'lua',
  lrtemplate: 'lrtemplate',
  python: 'python',
  json: 'crs.json',
  preset: 'preset.xmp',
} as const;

/** @throws Fault for colour tables, which the API does not make */
function serverForm(output: string, form: RecipeForm | undefined): BodyOf<'convertRecipe'>['to'] {
  if (form !== undefined) return serverForms[form];
  const ending = extname(output).toLowerCase();
  if (ending === '.json') return 'json';
  if (ending === '.xmp') return 'xmp';
  throw new Fault('request.invalid', 'A server makes no .cube tables. Leave --server out.', { field: 'server' });
}

/** Any form of a recipe → recipe.json, sidecar.xmp, a table of `crs:` names, or look.cube. */
export async function convert(input: string, output: string, options: ConvertOptions): Promise<void> {
  const target = extname(output).toLowerCase();
  const form = doubleEnding(output) ?? forms[target];
  if (form === undefined && target !== '.json' && target !== '.xmp' && target !== '.cube') {
    const endings = '.json, .xmp, .preset.xmp, .lua, .lrtemplate, .py, .roc.json or .cube';
    throw new Fault('file.unwritable', `${output} must end in ${endings}, so that it is clear what to write.`);
  }
  if (options.size !== undefined && target !== '.cube') {
    throw new Fault('request.invalid', '--size is for .cube tables. Leave it out.', { field: 'size' });
  }
  const bytes = await readInput(input, limits.xmpSizeBytes);
  const force = options.force === true;
  const photoKind: 'raw' | 'rendered' = options.raw === true ? 'raw' : 'rendered';
  const title = form === 'preset' ? stem(output).replace(/\.preset$/i, '') : stem(output);
  const done = await onServerIfNamed(options, async (api) => {
    const wish = { ...conversionOf(readRecipeFile(input, bytes)), to: serverForm(output, form), photoKind, title };
    const { text, recipe, warnings } = await api.recipes.convert(wish);
    for (const { message } of warnings) warn(message);
    await writeOutput(output, form === undefined && target === '.json' ? `${stringifyRecipe(recipe)}\n` : text, {
      force,
    });
  });
  if (done) return;
  const text = await withSandbox(async (sandbox) => {
    const { recipe, xmp, text, warnings } = await sandbox.convert({
      input: readRecipeFile(input, bytes),
      photoKind,
      photoFileName: '',
      title,
      ...(form === undefined ? {} : { form }),
    });
    for (const { message } of warnings) warn(message);
    if (form !== undefined) return text;
    if (target === '.json') return `${stringifyRecipe(recipe)}\n`;
    if (target === '.xmp') return xmp;
    const { cube, leftOut } = await sandbox.exportLut({ recipe, size: options.size ?? lutSize, title: stem(output) });
    for (const { message } of leftOut) warn(message);
    return cube;
  });
  await writeOutput(output, text, { force });
}
