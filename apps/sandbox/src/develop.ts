import { orient, sRgbProfile } from '@safelight/codec';
import type { Orientation, Problem, Recipe, Rgb8Image } from '@safelight/core';
import { notRenderedReason } from '@safelight/engine';
import { parseRecipe, settingOf, validateRecipe } from '@safelight/recipe';
import type { Context } from './context.ts';
import type { DevelopablePhoto, VerifiedSource } from './photos.ts';

export interface Developed {
  readonly photo: DevelopablePhoto;
  readonly recipe: Recipe;
  /** Upright. */
  readonly image: Rgb8Image;
  /** Settings that have no effect on this picture. */
  readonly problems: readonly Problem[];
}

/** The recipe's own orientation wins over the file's, as that of a photo rotated in Lightroom does. */
function orientationOf(photo: DevelopablePhoto, recipe: Recipe): Orientation {
  return 'orientation' in recipe.settings ? (settingOf(recipe, 'orientation') as Orientation) : photo.orientation;
}

/**
 * Photo and recipe → upright pixels, in sRGB or, for an export that keeps its metadata, in the photo's own profile.
 * @throws Fault `recipe.invalid`, the faults of `Photos.get`, `engine.stuck`, `request.canceled`
 */
export async function develop(
  context: Context,
  request: { readonly photo: VerifiedSource; readonly recipe: Recipe },
  output: { readonly longEdgeMaxPixels: number | null; readonly ownProfile: boolean },
  signal: AbortSignal,
): Promise<Developed> {
  const photo = await context.photos.get(request.photo);
  const recipe = parseRecipe(request.recipe);
  const problems = validateRecipe(recipe, { photoKind: photo.kind, notRendered: notRenderedReason });
  const profile = output.ownProfile ? photo.profile : sRgbProfile;
  const { longEdgeMaxPixels } = output;
  const rendered = await context.engine.render(photo.prepared, recipe, { longEdgeMaxPixels, profile, signal });
  return { photo, recipe, problems, image: orient(rendered, orientationOf(photo, recipe)) };
}
