import type { Observation, Recipe, ToolCall } from '@safelight/core';
import type { NextStepRequest } from '@safelight/wire';
import { holds } from './calls.ts';
import { sameRecipe } from './followUp.ts';
import type { Lever } from './levers/lever.ts';
import { differenceOf, figuresOf, type Figures } from './metrics.ts';
import { craftName, learn, predict, type Mover, type Response } from './response.ts';

/** What the photo answered to the steps so far, of every round, starting from what was expected of it. */
export function learnt(
  prior: Response,
  { original: first, steps }: Pick<NextStepRequest, 'original' | 'steps'>,
  levers: readonly Lever[],
  fixed: readonly ToolCall[],
  original: Figures,
): Response {
  const seen: Observation[] = [first];
  let response = prior;
  for (const { base, observation } of steps) {
    // A step from a recipe that was never rendered tells nothing about what it changed.
    const before = base === null ? seen.at(-1) : seen.findLast(({ recipe }) => sameRecipe(recipe, base));
    seen.push(observation);
    if (before === undefined) continue;
    const change = changeOf(levers, before.recipe, observation.recipe);
    change.set(craftName, craftedShare(fixed, observation.recipe) - craftedShare(fixed, before.recipe));
    const effect = differenceOf(figuresOf(before), figuresOf(observation));
    const known = Object.fromEntries(Object.entries(effect).filter(([metric]) => Object.hasOwn(original, metric)));
    response = learn(response, { change, effect: known }, original);
  }
  return response;
}

/** What levers turned from one recipe to another should have done. */
export function predicted(response: Response, levers: readonly Lever[], from: Recipe, to: Recipe): Figures {
  return predict(response, changeOf(levers, from, to));
}

const changeOf = (levers: readonly Lever[], from: Recipe, to: Recipe): Map<Mover, number> =>
  new Map(levers.map((lever) => [lever.name, lever.read(to) - lever.read(from)]));

/** Whether a recipe holds all of these. */
export const crafted = (fixed: readonly ToolCall[], recipe: Recipe): boolean =>
  fixed.every((call) => holds(recipe, call));

const craftedShare = (fixed: readonly ToolCall[], recipe: Recipe): number =>
  fixed.length > 0 && crafted(fixed, recipe) ? 1 : 0;
