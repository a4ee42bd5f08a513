import { parseRecipe } from '@safelight/recipe';
import type { ConvertRequest, ConvertResponse } from '@safelight/wire';
import { readXmp, writeSidecar } from '@safelight/xmp';

/** Recipe ↔ XMP; both forms come back whichever was given. */
export function convert({ input, photoKind, photoFileName }: ConvertRequest): ConvertResponse {
  const { recipe, warnings } =
    'xmp' in input ? readXmp(input.xmp, { photoKind }) : { recipe: parseRecipe(input.recipe), warnings: [] };
  const named = photoFileName === '' ? {} : { photoFileName };
  return { recipe, xmp: writeSidecar(recipe, { photoKind, ...named }), warnings };
}
