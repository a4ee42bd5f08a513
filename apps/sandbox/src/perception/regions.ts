/** What regions of a developed picture measure. */
import { findTool } from '@safelight/catalogue';
import { sRgbProfile } from '@safelight/codec';
import {
  emptyRecipe,
  type Mask,
  type Matte,
  type Recipe,
  type RegionFigures,
  type RegionName,
  type Rgb8Image,
  type Scene,
} from '@safelight/core';
import { matteKey } from '@safelight/engine';
import { absentRegion, measureRegion } from '@safelight/measure';
import { masksOf, uniteMattes, uprightMatte } from '@safelight/perception';
import type { Context } from '../context.ts';
import { develop, orientationOf } from '../develop.ts';
import type { VerifiedSource } from '../photos.ts';
import type { Seen } from './sight.ts';

/** Groups that move pixels. Mattes lie over the whole photo, so regions are measured without these. */
const movingGroups: readonly string[] = ['crop', 'transform', 'lens'];

interface Request {
  readonly photo: VerifiedSource;
  readonly recipe: Recipe;
  readonly longEdgeMaxPixels: number | null;
}

/**
 * The figures of each region in the picture under a recipe; `shown` is that picture where the recipe moves no pixels.
 * @throws Fault `engine.stuck`, `request.canceled`
 */
export async function measureRegions(
  context: Context,
  request: Request,
  names: readonly RegionName[],
  shown: Rgb8Image,
  signal: AbortSignal,
): Promise<readonly RegionFigures[]> {
  if (names.length === 0) return [];
  const seen = await seenOf(context, request);
  const still = withoutMoves(request.recipe);
  const target = { longEdgeMaxPixels: request.longEdgeMaxPixels, profileFor: () => sRgbProfile, depth: 8 } as const;
  const picture =
    still === request.recipe ? shown : (await develop(context, { ...request, recipe: still }, target, signal)).image;
  const figures: RegionFigures[] = [];
  for (const name of names) {
    const mattes = await mattesOf(context, seen, name, signal);
    const whole = mattes.length === 0 ? null : mattes.reduce(uniteMattes);
    figures.push(
      whole === null ? absentRegion(name) : measureRegion(name, picture, uprightMatte(whole, seen.orientation)),
    );
  }
  return figures;
}

/** What the photo shows as a whole, whatever the recipe. */
export async function describeScene(context: Context, request: Request, signal: AbortSignal): Promise<Scene> {
  const seen = await seenOf(context, request);
  return { ...(await context.sight.describe(seen, signal)), orientation: seen.orientation };
}

async function seenOf(context: Context, { photo: source, recipe }: Request): Promise<Seen> {
  const photo = await context.photos.get(source);
  const { sha256, tenant } = source;
  return { sha256, tenant, photo, orientation: orientationOf(photo, recipe) };
}

async function mattesOf(
  context: Context,
  seen: Seen,
  name: RegionName,
  signal: AbortSignal,
): Promise<readonly Matte[]> {
  const masks = masksOf[name].map((tool): Mask => ({ id: '', tool, name: '', settings: {}, strokes: [], foreign: [] }));
  const found = await context.sight.find(seen, new Map(masks.map((mask) => [matteKey(mask), mask])), signal);
  return [...found.values()].flatMap((matte) => matte ?? []);
}

function withoutMoves(recipe: Recipe): Recipe {
  const moves = (tool: string): boolean => tool !== 'orientation' && movingGroups.includes(findTool(tool)?.group ?? '');
  const kept = Object.entries(recipe.settings).filter(([tool]) => !moves(tool));
  if (kept.length === Object.keys(recipe.settings).length) return recipe;
  return { ...emptyRecipe, ...recipe, settings: Object.fromEntries(kept) };
}
