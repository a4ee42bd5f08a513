/** What is done to a photo: where the edit begins, and what the agent is asked for. */
import { Fault } from '@safelight/core';
import type { Recipe } from '@safelight/core';
import { mergeRecipes } from '@safelight/recipe';
import type { TenantContext } from '../context.ts';
import { currentRecipe } from '../store/states.ts';
import { getPreset } from '../store/presets.ts';
import { getSession } from '../store/sessions.ts';
import { checkGroups, pickGroups } from './groups.ts';
import { checkRecipe, checkXmpSize } from './recipeFormats.ts';
import { checkInstruction } from './turns.ts';

/** As a caller says it. What is given is laid over what stands before it: session, XMP, preset, recipe, instruction. */
export interface ChangeWish {
  /** Begin with this session's recipe. */
  readonly sessionId?: string | undefined;
  /** A sidecar or a develop preset. */
  readonly xmp?: string | undefined;
  readonly presetId?: string | undefined;
  readonly recipe?: unknown;
  readonly instruction?: string | undefined;
  /** Only these groups of session, preset and recipe; default: everything. */
  readonly groups?: readonly string[] | undefined;
}

export interface Change {
  readonly instruction: string | null;
  /** Laid over that of the XMP, which can be read only when the photo is known. */
  readonly recipe: Recipe | null;
  readonly xmp: string | null;
}

/**
 * Reads and checks the wish; presets and sessions are copied, so later changes of theirs do not matter.
 * @throws Fault instruction.*, recipe.invalid, xmp.invalid, preset.notFound, session.notFound, request.invalid
 */
export async function readChange(context: TenantContext, wish: ChangeWish): Promise<Change> {
  const { store } = context;
  const { sessionId, presetId, groups } = wish;
  const layers: Recipe[] = [];
  if (sessionId !== undefined) {
    if (wish.xmp !== undefined) {
      throw new Fault('request.invalid', 'Begin with a session or with an XMP, not with both.', { field: 'xmp' });
    }
    layers.push(await currentRecipe(store, (await getSession(store, sessionId)).id));
  }
  if (presetId !== undefined) layers.push((await getPreset(store, presetId)).recipe);
  if (wish.recipe !== undefined) layers.push(checkRecipe(wish.recipe, 'recipe'));
  const [first, ...rest] = layers;
  const whole = first === undefined ? null : rest.reduce(mergeRecipes, first);
  const chosen = groups === undefined ? null : checkGroups(groups, 'groups');
  return {
    instruction: wish.instruction === undefined ? null : checkInstruction(wish.instruction),
    recipe: whole === null || chosen === null ? whole : pickGroups(whole, chosen),
    xmp: wish.xmp === undefined ? null : checkXmpSize(wish.xmp, 'xmp'),
  };
}

/** @throws Fault request.invalid when nothing is asked for */
export function requireChange(change: Change): void {
  if (change.instruction !== null || change.recipe !== null || change.xmp !== null) return;
  throw new Fault(
    'request.invalid',
    'Say what to do with the photo: an instruction, a recipe, an XMP, a preset or a session.',
    { field: 'instruction' },
  );
}
