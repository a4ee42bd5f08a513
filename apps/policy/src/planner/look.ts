import type { Measurement, Recipe, RegionName } from '@safelight/core';
import type { Intent, Region } from '@safelight/intent';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';

type Look = Extract<NextStepResponse, { type: 'look' }>;

/** What the planner must see before it can plan: no more than the instruction needs, so that easy wishes stay fast. */
export function lookFor(intent: Intent, { original }: Pick<NextStepRequest, 'original'>): Look | null {
  const regions = regionsFor(intent, original.measurement);
  const scene = needsScene(intent, original.recipe);
  const seen = new Set<RegionName>(original.regions.map(({ name }) => name));
  const unseen = regions.some((name) => !seen.has(name));
  // The whole list each time: an answer holds what was asked for last.
  return unseen || (scene && original.scene === null) ? { type: 'look', regions, scene } : null;
}

/** Red and orange share of the coloured pixels below which no skin is to be seen. */
const skinShareMin = 0.05;

export function regionsFor(intent: Intent, { chroma }: Measurement): readonly RegionName[] {
  const named = partsOf(intent).flatMap((region) => (region.kind === 'matte' ? [region.name] : []));
  const crops = typeof intent.geometry?.aspect === 'number';
  const mayShowSkin = chroma.byHue.red.share + chroma.byHue.orange.share >= skinShareMin;
  const skin = mayShowSkin && intent.constraints.some(({ protect, region }) => protect === 'skin' && region === null);
  return [
    ...new Set<RegionName>([...named, ...(crops ? (['subject'] as const) : []), ...(skin ? (['skin'] as const) : [])]),
  ];
}

/**
 * Places and crops are written in stored orientation; the horizon is seen with the scene. A turn goes on from the
 * orientation of the file where the recipe names none.
 */
function needsScene(intent: Intent, recipe: Recipe): boolean {
  const turns = intent.explicit.some(({ tool, relative }) => tool === 'orientation' && relative);
  return (
    intent.geometry !== null ||
    partsOf(intent).some(({ kind }) => kind === 'place') ||
    (turns && !Object.hasOwn(recipe.settings, 'orientation'))
  );
}

/** Every region that the instruction names. */
export function partsOf({ goals, constraints, explicit }: Intent): readonly Region[] {
  return [...goals, ...constraints, ...explicit].flatMap(({ region }) => region ?? []);
}
