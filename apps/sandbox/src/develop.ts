import { inspectPhoto, orient, sRgbProfile } from '@safelight/codec';
import { Fault, type Orientation, type Problem, type Recipe, type RgbProfile } from '@safelight/core';
import {
  masksNotFound,
  retouchProblems,
  wantedMattes,
  type Mattes,
  type Rendered,
  type RenderPass,
} from '@safelight/engine';
import { beginSpan, traced } from '@safelight/service-kit/tracing';
import { parseRecipe, settingOf, validateRecipe } from '@safelight/recipe';
import type { Context } from './context.ts';
import type { DevelopablePhoto, VerifiedSource } from './photos.ts';
import { notRendered } from './support.ts';

export interface Developed<Depth extends 8 | 16 = 8 | 16> {
  readonly photo: DevelopablePhoto;
  readonly recipe: Recipe;
  /** Upright. */
  readonly image: Rendered<Depth>;
  /** Settings that have no effect on this picture. */
  readonly problems: readonly Problem[];
}

/** The recipe's own orientation wins over the file's, as that of a photo rotated in Lightroom does. */
export function orientationOf(photo: DevelopablePhoto, recipe: Recipe): Orientation {
  return 'orientation' in recipe.settings ? (settingOf(recipe, 'orientation') as Orientation) : photo.orientation;
}

/** What the pixels are made for. */
export interface Target<Depth extends 8 | 16> {
  readonly longEdgeMaxPixels: number | null;
  readonly profileFor: (photo: DevelopablePhoto) => RgbProfile;
  readonly depth: Depth;
}

/**
 * Photo and recipe → upright pixels.
 * @throws Fault `recipe.invalid`, the faults of `Photos.get`, `engine.stuck`, `request.canceled`
 */
export async function develop<Depth extends 8 | 16>(
  context: Context,
  request: { readonly photo: VerifiedSource; readonly recipe: Recipe },
  { longEdgeMaxPixels, profileFor, depth }: Target<Depth>,
  signal: AbortSignal,
): Promise<Developed<Depth>> {
  const recipe = parseRecipe(request.recipe);
  const warming = warm(context, request.photo, recipe, { longEdgeMaxPixels, depth });
  const photo = await traced('decode', {}, () => context.photos.get(request.photo));
  await warming;
  const problems = validateRecipe(recipe, { photoKind: photo.kind, notRendered });
  const orientation = orientationOf(photo, recipe);
  const { sha256, tenant } = request.photo;
  const seen = { sha256, tenant, photo, orientation };
  const mattes = await traced('find regions', {}, () => context.sight.find(seen, wantedMattes(recipe), signal));
  const target = { longEdgeMaxPixels, profile: profileFor(photo), depth, mattes, signal, onPass: tellPass };
  const rendered = await traced('develop', { attributes: { 'safelight.backend': context.engine.backend } }, () =>
    context.engine.render(photo.prepared, recipe, target),
  );
  const missing = [...notFound(recipe, mattes), ...notRepaired(recipe, photo)];
  return { photo, recipe, problems: [...problems, ...missing], image: orient(rendered, orientation) };
}

/** The engine measures its passes; here they become spans. */
function tellPass({ name, begunAt, endedAt, stagesCount }: RenderPass): void {
  const attributes = stagesCount === undefined ? {} : { 'safelight.stages': stagesCount };
  beginSpan(name, { begunAt, attributes }).end('ok', endedAt);
}

/**
 * Compiles the kernels while the photo is decoded, where its header tells enough. What goes wrong here goes wrong again
 * in the render, which says so.
 */
async function warm(
  { engine, photos }: Context,
  source: VerifiedSource,
  recipe: Recipe,
  target: { readonly longEdgeMaxPixels: number | null; readonly depth: 8 | 16 },
): Promise<void> {
  const { data } = source;
  if (data === null || photos.has(source)) return;
  try {
    const header = await inspectPhoto(data);
    if (header.profileName !== sRgbProfile.name) return;
    await engine.warm({ ...header, profile: sRgbProfile }, recipe, { ...target, profile: sRgbProfile });
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
  }
}

/** Places that cannot be healed or cloned as the recipe says. */
function notRepaired(recipe: Recipe, size: DevelopablePhoto): Problem[] {
  return retouchProblems(recipe.retouch, size).map(({ area, text }) => {
    return { code: 'tool.badValue', field: `retouch[${area}]`, message: text };
  });
}

/** What was looked for in vain. */
function notFound(recipe: Recipe, mattes: Mattes): Problem[] {
  return masksNotFound(recipe, mattes).map(({ correction, mask }) => {
    const [i, j] = [recipe.corrections.indexOf(correction), correction.masks.indexOf(mask)];
    const why = notRendered(mask.tool) ?? 'The photo does not show it, as far as can be told.';
    const message = `${mask.tool} of "${correction.name}" selects nothing. ${why} Use another mask.`;
    return { code: 'mask.nothingFound', field: `corrections[${i}].masks[${j}]`, message };
  });
}
