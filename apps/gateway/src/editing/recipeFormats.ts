/** Recipes in the forms of other programs, in and out. */
import { Fault, faultOfProblems, limits } from '@safelight/core';
import type { PhotoKind, Problem, Recipe } from '@safelight/core';
import { parseRecipe } from '@safelight/recipe';
import type { ConvertRequest, ConvertResponse, RecipeForm } from '@safelight/wire';
import type { TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';

/** In: a recipe, XMP (sidecar or preset), or a table of `crs:` names in any spelling. */
export type RecipeInput = ConvertRequest['input'];

export const recipeForms = ['json', 'xmp', 'preset.xmp', 'lua', 'lrtemplate', 'python', 'crs.json'] as const;
/** Out: `json` is the recipe itself, `crs.json` an object of `crs:` names. */
export type OutputForm = (typeof recipeForms)[number];

const formOf = {
  'preset.xmp': 'preset',
  lua: 'lua',
  lrtemplate: 'lrtemplate',
  python: 'python',
  'crs.json': 'json',
} as const satisfies Partial<Record<OutputForm, RecipeForm>>;

export const mediaTypeOf = {
  json: 'application/json; charset=utf-8',
  xmp: 'application/rdf+xml; charset=utf-8',
  'preset.xmp': 'application/rdf+xml; charset=utf-8',
  lua: 'text/x-lua; charset=utf-8',
  lrtemplate: 'text/x-lua; charset=utf-8',
  python: 'text/x-python; charset=utf-8',
  'crs.json': 'application/json; charset=utf-8',
} as const satisfies Record<OutputForm, string>;

export interface WrittenRecipe {
  readonly recipe: Recipe;
  readonly text: string;
  readonly warnings: readonly Problem[];
}

/** @throws Fault recipe.invalid, xmp.invalid, roc.invalid */
export async function convert(
  context: TenantContext,
  request: ConvertRequest,
  signal: AbortSignal,
): Promise<ConvertResponse> {
  const options = { signal, deadlineMs: gatewayLimits.shortDeadlineMs };
  return withRetries(() => context.sandbox.convert(request, options), { signal });
}

/** Any form in, any form out. @throws as `convert` */
export async function writeRecipe(
  context: TenantContext,
  request: {
    readonly input: RecipeInput;
    readonly to: OutputForm;
    readonly photoKind: PhotoKind;
    readonly photoFileName?: string;
    /** Of a preset. */
    readonly title?: string;
  },
  signal: AbortSignal,
): Promise<WrittenRecipe> {
  const { input, to, photoKind, photoFileName = '', title = '' } = request;
  const form = to in formOf ? { form: formOf[to as keyof typeof formOf] } : {};
  const { recipe, xmp, text, warnings } = await convert(
    context,
    { input, photoKind, photoFileName, title, ...form },
    signal,
  );
  const written = to === 'json' ? `${JSON.stringify(recipe, null, 2)}\n` : to === 'xmp' ? xmp : text;
  return { recipe, text: written, warnings };
}

/** Reads a recipe that a caller sent. @throws Fault recipe.invalid, with the field's place in the request */
export function checkRecipe(json: unknown, field: string): Recipe {
  try {
    return parseRecipe(json);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem, field: `${field}.${problem.field}` }));
    const [first, ...rest] = problems;
    throw first === undefined ? error : faultOfProblems([first, ...rest]);
  }
}

/** @throws Fault xmp.invalid */
export function checkXmpSize(xmp: string, field: string): string {
  if (Buffer.byteLength(xmp) <= limits.xmpSizeBytes) return xmp;
  const limitMb = limits.xmpSizeBytes / 1024 / 1024;
  throw new Fault('xmp.invalid', `The XMP is larger than ${limitMb} MiB. Send a smaller one.`, { field });
}
