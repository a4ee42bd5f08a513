import { sha256, type Recipe } from '@safelight/core';
import { parseRecipe, stringifyRecipe } from '@safelight/recipe';
import { readRoc, writeRoc } from '@safelight/roc';
import type { ConvertRequest, ConvertResponse } from '@safelight/wire';
import { readXmp, writePreset, writeSidecar, type PresetNames } from '@safelight/xmp';

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
  if (form === 'preset') {
    const preset = writePreset(recipe, presetNames(recipe, title), { photoKind });
    return { recipe, xmp, text: preset.xmp, warnings: [...warnings, ...preset.leftOut] };
  }
  const text = form === undefined ? '' : writeRoc(recipe, { photoKind, form, ...named });
  return { recipe, xmp, text, warnings };
}

/** The same recipe under the same name is the same preset to Lightroom. */
function presetNames(recipe: Recipe, title: string): PresetNames {
  const name = title === '' ? 'Safelight' : title;
  const uuid = sha256(`${name}\n${stringifyRecipe(recipe)}`)
    .slice(0, 32)
    .toUpperCase();
  return { name, group: 'Safelight', uuid };
}
