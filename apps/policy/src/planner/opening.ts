import type { Recipe, ToolCall } from '@safelight/core';
import type { FollowUp, Intent } from '@safelight/intent';
import { applyCalls, diffRecipes } from '@safelight/recipe';
import type { NextStepRequest } from '@safelight/wire';
import { sameRecipe, type Resumption } from './followUp.ts';
import { framingOf, type Framing } from './geometry/crop.ts';
import { frameOf } from './geometry/frame.ts';
import { numberAt } from './levers/lever.ts';

/** What comes before everything else: follow-ups, then the frame. Both change what the whole picture measures. */
export interface Opening {
  readonly framing: Framing;
  readonly followUps: readonly FollowUp[];
  /** The recipe of the past that the step starts from, if any. */
  readonly base: Recipe | null;
  readonly calls: readonly ToolCall[];
  /** Settings that going back takes away or sets as they were before. */
  readonly takenBack: readonly ToolCall[];
  /** Whether it is a step of its own: where only one is allowed the frame goes with everything else. */
  readonly opens: boolean;
}

export function openingOf(intent: Intent, request: NextStepRequest, resumption: Resumption): Opening {
  const { original, photoKind, stepsMax } = request;
  const { recipe, isPast, done } = resumption;
  const resumes = !sameRecipe(recipe, original.recipe);
  const subject = original.regions.find(({ name }) => name === 'subject');
  const angle = numberAt(recipe.settings, 'cropAngle');
  const framing = framingOf(intent.geometry, original.scene, subject, frameOf(original), angle);
  const framed = applyCalls(recipe, framing.calls, { photoKind, notRendered: () => undefined }).recipe;
  const frames = !sameRecipe(framed, recipe) && stepsMax > 1;
  const base = resumes && isPast ? recipe : null;
  const resuming = resumes && !isPast ? diffRecipes(original.recipe, recipe, photoKind) : [];
  const calls = [...resuming, ...(frames ? framing.calls : [])];
  const takenBack = base === null ? [] : diffRecipes(base, original.recipe, photoKind);
  return { framing, followUps: resumes ? done : [], base, calls, takenBack, opens: resumes || frames };
}
