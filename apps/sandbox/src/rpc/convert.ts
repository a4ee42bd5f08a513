import { parseRecipe } from '@safelight/recipe';
import { readRoc, writeRoc } from '@safelight/roc';
import type { ConvertRequest, ConvertResponse } from '@safelight/wire';
import { readXmp, writeSidecar } from '@safelight/xmp';

function read({ input, photoKind }: ConvertRequest): Pick<ConvertResponse, 'recipe' | 'warnings'> {
  if ('xmp' in input) return readXmp(input.xmp, { photoKind });
  if ('roc' in input) return readRoc(input.roc, { photoKind });
  return { recipe: parseRecipe(input.recipe), warnings: [] };
}

/** Any form of a recipe → the recipe and its XMP, and the form that was asked for. */
export function convert(request: ConvertRequest): ConvertResponse {
  const { photoKind, photoFileName, form, title = '' } = request;
  const { recipe, warnings } = read(request);
  const xmp = writeSidecar(recipe, { photoKind, ...(photoFileName === '' ? {} : { photoFileName }) });
  const named = title === '' ? {} : { title };
  const text = form === undefined ? '' : writeRoc(recipe, { photoKind, form, ...named });
  return { recipe, xmp, text, warnings };
}
