/** Steps of an agent rejected or replaced by hand; the others are done again, in order, from where the turn began. */
import type { Problem, Recipe, Step, StepRevision } from '@safelight/core';
import { Fault, canonicalJson, keptSteps } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import type { CandidateProgress } from '../runner/progress.ts';
import type { PhotoRow } from '../store/schema.ts';
import { getSessionPhoto } from '../store/sessions.ts';
import { applyDraft, endedCandidate, validated } from './changeRecipe.ts';
import type { ChangedRecipe, ChangeOptions, Draft } from './changeRecipe.ts';

export interface RevisionWish {
  /** Null = the winner, the first one where there is none. */
  readonly candidate: number | null;
  /** All of them: what was revised before does not count. */
  readonly revisions: readonly StepRevision[];
}

/** @throws Fault session.notFound, turn.notFound, turn.notStarted, turn.conflict while a turn runs, request.invalid */
export async function reviseTurn(
  context: TenantContext,
  sessionId: string,
  turnId: string,
  wish: RevisionWish,
  options: ChangeOptions,
): Promise<ChangedRecipe> {
  const photo = await getSessionPhoto(context.store, sessionId);
  const draft = async () => {
    const candidate = await endedCandidate(context, sessionId, turnId, wish.candidate);
    return revise(context, photo, turnId, candidate, wish.revisions, options.signal);
  };
  return applyDraft(context, sessionId, photo, draft, options);
}

async function revise(
  context: TenantContext,
  photo: PhotoRow,
  turnId: string,
  candidate: CandidateProgress,
  revisions: readonly StepRevision[],
  signal: AbortSignal,
): Promise<Draft> {
  const { original } = candidate;
  const steps = keptSteps(candidate);
  checkRevisions(steps, revisions);
  const problems: Problem[] = [];
  const recipes: Recipe[] = [];
  /** What each state of the agent's became; a rejected step leaves what was before it. */
  const became = new Map([[canonicalJson(original.recipe), original.recipe]]);
  let recipe = original.recipe;
  for (const step of steps) {
    const place = revisions.findIndex((one) => one.step === step.index);
    const revision = revisions[place];
    if (revision?.action !== 'reject') {
      const base = step.base === null ? recipe : (became.get(canonicalJson(step.base)) ?? step.base);
      const calls = revision?.calls ?? step.calls;
      const done = await validated(context, photo, base, calls, signal);
      const where = revision === undefined ? `steps[${step.index}]` : `revisions[${place}]`;
      problems.push(...done.problems.map((problem) => ({ ...problem, field: `${where}.${problem.field}` })));
      recipe = done.recipe;
      recipes.push(recipe);
    }
    became.set(canonicalJson(step.observation.recipe), recipe);
  }
  const origin = { type: 'revision', turnId, candidate: candidate.index, revisions, recipes } as const;
  return { recipe, origin, problems, base: null };
}

/** @throws Fault request.invalid */
function checkRevisions(steps: readonly Step[], revisions: readonly StepRevision[]): void {
  for (const [index, { step }] of revisions.entries()) {
    const field = `revisions[${index}].step`;
    if (!steps.some((one) => one.index === step)) {
      const known = steps.map((one) => one.index).join(', ');
      const message = `Step ${step} does not stand in this candidate. These do: ${known || 'none'}.`;
      throw new Fault('request.invalid', message, { field });
    }
    if (revisions.findIndex((one) => one.step === step) !== index) {
      throw new Fault('request.invalid', `Step ${step} is revised twice. Say once what becomes of it.`, { field });
    }
  }
}
