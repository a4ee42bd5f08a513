import { emptyRecipe, type PastTurn, type Recipe } from '@safelight/core';
import type { FollowUp } from '@safelight/intent';
import { stringifyRecipe } from '@safelight/recipe';
import { scaledChange } from './scaledChange.ts';

/** Where a follow-up leads. */
export interface Resumption {
  /** The recipe from which the turn goes on. */
  readonly recipe: Recipe;
  /** Whether it is one that was there before: then it is the base of the step, not a change. */
  readonly isPast: boolean;
  readonly done: readonly FollowUp[];
  /** Words about a past that is not there, verbatim. */
  readonly impossible: readonly string[];
}

/** Carries out the follow-ups in order, from the recipe that the turn began with. */
export function resume(followUps: readonly FollowUp[], history: readonly PastTurn[], start: Recipe): Resumption {
  let recipe = start;
  let isPast = true;
  const done: FollowUp[] = [];
  const impossible: string[] = [];
  for (const followUp of followUps) {
    const next =
      followUp.kind === 'again' ? scaledTurn(history, followUp.scale) : pastRecipe(followUp, history, recipe);
    if (next === null) {
      impossible.push(followUp.source);
      continue;
    }
    recipe = next;
    isPast = followUp.kind !== 'again';
    done.push(followUp);
  }
  return { recipe, isPast, done, impossible };
}

export const sameRecipe = (one: Recipe, other: Recipe): boolean => stringifyRecipe(one) === stringifyRecipe(other);

function pastRecipe(
  followUp: Exclude<FollowUp, { kind: 'again' }>,
  history: readonly PastTurn[],
  recipe: Recipe,
): Recipe | null {
  if (followUp.kind === 'back') {
    if (followUp.to === 'original') return { ...emptyRecipe, foreign: recipe.foreign };
    // 1 is the first turn's result, −1 that of the one before the last.
    const index = followUp.to > 0 ? followUp.to - 1 : history.length - 1 + followUp.to;
    return history[index]?.recipes.at(-1) ?? (index === -1 ? (history[0]?.recipes[0] ?? null) : null);
  }
  if (followUp.what === 'turn') return history.at(-followUp.count)?.recipes[0] ?? null;
  const states = distinct(history.flatMap(({ recipes }) => recipes));
  return states.at(-1 - followUp.count) ?? null;
}

/** The states that the session went through; a turn begins where the last one ended. */
function distinct(recipes: readonly Recipe[]): readonly Recipe[] {
  return recipes.filter((recipe, index) => index === 0 || !sameRecipe(recipe, recipes[index - 1]!));
}

/**
 * The last turn that changed something, its change at another strength. What a person did by hand since stays: the turn
 * is undone in the settings that it moved, and what stands in them now counts as its change.
 */
function scaledTurn(history: readonly PastTurn[], scale: number): Recipe | null {
  const changing = ({ instruction, recipes }: PastTurn): boolean =>
    instruction !== '' && recipes.length > 1 && !sameRecipe(recipes[0]!, recipes.at(-1)!);
  const index = history.findLastIndex(changing);
  const turn = history[index];
  if (turn === undefined) return null;
  const [from, to] = [turn.recipes[0]!, turn.recipes.at(-1)!];
  const byHand = history
    .slice(index + 1)
    .findLast(({ instruction }) => instruction === '')
    ?.recipes.at(-1);
  return byHand === undefined ? scaledChange(from, to, scale) : scaledChange(without(from, to, byHand), byHand, scale);
}

/** `now` with what led from `from` to `to` taken back. */
function without(from: Recipe, to: Recipe, now: Recipe): Recipe {
  const stays = Object.entries(now.settings).filter(([name]) => sameSetting(from, to, name));
  const before = Object.entries(from.settings).filter(([name]) => !sameSetting(from, to, name));
  const moved = JSON.stringify(from.corrections) !== JSON.stringify(to.corrections);
  return {
    ...now,
    settings: Object.fromEntries([...stays, ...before]),
    corrections: moved ? from.corrections : now.corrections,
  };
}

function sameSetting(one: Recipe, other: Recipe, name: string): boolean {
  return JSON.stringify(one.settings[name]) === JSON.stringify(other.settings[name]);
}
