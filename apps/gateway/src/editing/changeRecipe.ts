/** Changes of a session's recipe by hand: undo, redo, variants, manual steps. Each is one event of the log. */
import type { ImageRef, Measurement, Problem, Recipe, RecipeOrigin, ToolCall } from '@safelight/core';
import { Fault, canonicalJson, faultOfProblems, outcomeOf } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { proxyOutput, renderPhoto, validateCalls } from '../darkroom.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import { candidateOf, progressOf } from '../runner/progress.ts';
import type { CandidateProgress } from '../runner/progress.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { appendEvents, readTurnEvents } from '../store/log.ts';
import { addImage } from '../store/photos.ts';
import type { PhotoRow } from '../store/schema.ts';
import { getSession, getSessionPhoto } from '../store/sessions.ts';
import { currentState, currentStateIn, stateAt } from '../store/states.ts';
import { getTurn, lockIdleSession } from '../store/turns.ts';

/** What a person wants the recipe to be. */
export type RecipeWish =
  /** The state at an event: undo and redo. */
  | { readonly sequence: number }
  /** What a candidate came to, also of a turn that was canceled. */
  | { readonly turnId: string; readonly candidate: number }
  | { readonly recipe: Recipe }
  /** A sidecar or a develop preset. */
  | { readonly xmp: string }
  /** Tool calls on the current recipe. */
  | { readonly calls: readonly ToolCall[] };

export interface ChangedRecipe {
  /** Of the event `recipe.changed`. */
  readonly sequence: number;
  readonly recipe: Recipe;
  readonly image: ImageRef;
  readonly measurement: Measurement;
  /** Calls that were refused and settings that have no effect; the rest was done. */
  readonly problems: readonly Problem[];
}

/** A recipe that was worked out and not seen yet. */
export interface Draft {
  readonly recipe: Recipe;
  readonly origin: RecipeOrigin;
  readonly problems: readonly Problem[];
  /** The event of the recipe that this one was made from; null when it does not matter what stood before. */
  readonly base: number | null;
}

export interface ChangeOptions {
  readonly key?: IdempotencyKey | null;
  readonly signal: AbortSignal;
}

/** How often a change is worked out anew because another one came between. */
const triesMax = 3;

/**
 * @throws Fault session.notFound, turn.notFound, turn.notStarted, turn.conflict while a turn runs, recipe.invalid,
 *   xmp.invalid, request.invalid, and the first problem when no call could be done
 */
export async function changeRecipe(
  context: TenantContext,
  sessionId: string,
  wish: RecipeWish,
  options: ChangeOptions,
): Promise<ChangedRecipe> {
  const photo = await getSessionPhoto(context.store, sessionId);
  return applyDraft(context, sessionId, photo, () => draftOf(context, sessionId, photo, wish, options.signal), options);
}

/** Sees what was drafted and puts it into the log; drafts again when its base was changed meanwhile. */
export async function applyDraft(
  context: TenantContext,
  sessionId: string,
  photo: PhotoRow,
  draft: () => Promise<Draft>,
  { key = null, signal }: ChangeOptions,
): Promise<ChangedRecipe> {
  for (let tries = 1; ; tries++) {
    const drafted = await draft();
    const { recipe, origin, base } = drafted;
    const request = { photoSha256: photo.sha256, recipe, output: proxyOutput, measure: true, signal };
    const { image, measurement, problems } = await withRetries(() => renderPhoto(context, request), { signal });
    if (measurement === null) throw new Fault('internal', 'The sandbox sent no measurement. Its log holds the cause.');
    await context.blobs.put(image.ref.sha256, image.data);
    const change = { recipe, image: image.ref, measurement, problems: [...drafted.problems, ...problems] };
    try {
      return await context.store.write((unit) =>
        once<ChangedRecipe>(unit, key, async () => {
          await lockIdleSession(unit, sessionId);
          if (base !== null && (await currentStateIn(unit, sessionId)).sequence !== base) throw new Overtaken();
          await addImage(unit, image.ref);
          const body = { type: 'recipe.changed', recipe, image: image.ref, origin } as const;
          return { ...change, sequence: await appendEvents(unit, sessionId, [body]) };
        }),
      );
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (tries < triesMax) continue;
      throw new Fault('turn.conflict', 'The recipe was changed at the same time, again and again. Try again.');
    }
  }
}

/** Another change came between reading the recipe and writing what was made of it. */
class Overtaken extends Error {}

async function draftOf(
  context: TenantContext,
  sessionId: string,
  photo: PhotoRow,
  wish: RecipeWish,
  signal: AbortSignal,
): Promise<Draft> {
  if ('sequence' in wish) {
    const { recipe } = await stateAt(context.store, sessionId, wish.sequence);
    return { recipe, origin: { type: 'restored', sequence: wish.sequence }, problems: [], base: null };
  }
  if ('turnId' in wish) {
    const { turnId } = wish;
    const candidate = await endedCandidate(context, sessionId, turnId, wish.candidate);
    const origin = { type: 'variant', turnId, candidate: candidate.index } as const;
    return { recipe: outcomeOf(candidate).recipe, origin, problems: [], base: null };
  }
  if ('calls' in wish) {
    const { calls } = wish;
    const { recipe: before, sequence: base } = await currentState(context.store, sessionId);
    const { recipe, problems } = await validated(context, photo, before, calls, signal);
    const [first, ...rest] = problems;
    if (first !== undefined && canonicalJson(recipe) === canonicalJson(before)) throw faultOfProblems([first, ...rest]);
    return { recipe, origin: { type: 'calls', calls }, problems, base };
  }
  const { given, problems } = await givenOf(context, photo, wish, signal);
  // The sandbox refuses what is no recipe and settles what contradicts itself.
  const { recipe } = await validated(context, photo, given, [], signal);
  return { recipe, origin: { type: 'set' }, problems, base: null };
}

async function givenOf(
  context: TenantContext,
  photo: PhotoRow,
  wish: Extract<RecipeWish, { recipe: Recipe } | { xmp: string }>,
  signal: AbortSignal,
): Promise<{ readonly given: Recipe; readonly problems: readonly Problem[] }> {
  if ('recipe' in wish) return { given: wish.recipe, problems: [] };
  const request = { input: { xmp: wish.xmp }, photoKind: photo.kind, photoFileName: photo.file_name };
  const options = { signal, deadlineMs: gatewayLimits.shortDeadlineMs };
  const { recipe, warnings } = await withRetries(() => context.sandbox.convert(request, options), { signal });
  return { given: recipe, problems: warnings };
}

/** The recipe after the calls, with what was wrong with them. */
export async function validated(
  context: TenantContext,
  photo: PhotoRow,
  recipe: Recipe,
  calls: readonly ToolCall[],
  signal: AbortSignal,
) {
  return withRetries(() => validateCalls(context, { recipe, calls, photoKind: photo.kind }, signal), { signal });
}

/**
 * A candidate as it stands; null = the winner, the first one where there is none.
 * @throws Fault session.notFound, turn.notFound, turn.notStarted, request.invalid
 */
export async function endedCandidate(
  context: TenantContext,
  sessionId: string,
  turnId: string,
  wanted: number | null,
): Promise<CandidateProgress> {
  await getSession(context.store, sessionId);
  const turn = await getTurn(context.store, sessionId, turnId);
  const progress = progressOf(await readTurnEvents(context.store, turnId));
  if (progress.original === null) {
    throw new Fault('turn.notStarted', 'The turn did not look at the photo, so there is nothing to take from it.');
  }
  const candidate = wanted ?? progress.result?.candidate ?? 0;
  if (candidate < turn.candidates) return candidateOf(progress, candidate);
  const message = `The turn has ${turn.candidates} candidates, counted from 0. Name one of them.`;
  throw new Fault('request.invalid', message, { field: 'candidate' });
}
