/**
 * One candidate, from wherever the log stands to its end: editing, evaluation, then reflections while they are due. Each
 * stride begins by reading the log and ends in one committed append.
 */
import type { FaultCode, Locale, RegionName, SessionEventBody } from '@safelight/core';
import { regionNames, toFault } from '@safelight/core';
import { traced } from '@safelight/service-kit/tracing';
import { validateCalls } from '../darkroom.ts';
import { candidateFailed, reflectionEnded } from '../events.ts';
import { addImage } from '../store/photos.ts';
import { findTurn } from '../store/turns.ts';
import { decide } from './decide.ts';
import type { Author, Decision } from './decide.ts';
import { outOfBudget } from './endings.ts';
import { judge } from './judge.ts';
import { helped, nextOf } from './next.ts';
import type { Next } from './next.ts';
import { passes } from './ours.ts';
import { inPhase } from './phase.ts';
import { candidateOf, keptRound, lastObservation } from './progress.ts';
import type { CandidateProgress } from './progress.ts';
import { commit, observe, retrying } from './run.ts';
import type { Run } from './run.ts';
import { isUsedUp } from './usage.ts';

/** @throws what ends the whole turn: a lost lease, a stop, a wish that no candidate can follow */
export async function runCandidate(run: Run, index: number): Promise<void> {
  for (;;) {
    const progress = await run.log.read();
    const candidate = candidateOf(progress, index);
    const isSpent = isUsedUp(run.options.budget, progress);
    const next = nextOf(candidate, run.options, isSpent);
    if (next.type === 'rest') return;
    try {
      const attributes = { 'safelight.candidate': index, 'safelight.round': roundOf(next) };
      await traced(`turn ${next.type}`, { attributes }, () => stride(run, candidate, next, isSpent));
    } catch (error) {
      const fault = toFault(error);
      if (run.signal.aborted || !mayEndAlone(run, candidate, fault.code)) throw fault;
      const { code, message, retryable } = fault;
      candidateFailed(run.context.logger, run.turn, index, fault);
      await commit(run, { type: 'candidate.failed', turnId: run.turn.id, candidate: index, code, message, retryable });
    }
  }
}

function roundOf(next: Exclude<Next, { type: 'rest' }>): number {
  return next.type === 'observe' ? next.step.round : next.round;
}

/** Whether the turn can go on without what this candidate was doing. */
function mayEndAlone({ options }: Run, { rounds }: CandidateProgress, code: FaultCode): boolean {
  if (code.startsWith('turn.') || passes(code)) return false;
  if (rounds.length > 0) return true;
  return options.candidates > 1 && !code.startsWith('instruction.');
}

function stride(
  run: Run,
  candidate: CandidateProgress,
  next: Exclude<Next, { type: 'rest' }>,
  isSpent: boolean,
): Promise<void> {
  switch (next.type) {
    case 'think':
      return think(run, candidate, next.round, isSpent);
    case 'observe':
      return develop(run, candidate, next);
    case 'evaluate':
      return evaluate(run, candidate, next);
  }
}

async function think(run: Run, candidate: CandidateProgress, round: number, isSpent: boolean): Promise<void> {
  const decision = isSpent
    ? outOfBudget(await authorOf(run))
    : await inPhase('decide', () => decide(run, candidate, round));
  const { policyVersion, locale } = decision;
  const changes = { policy_version: policyVersion, locale };
  const common = { turnId: run.turn.id, candidate: candidate.index };
  switch (decision.type) {
    case 'look':
      return look(run, candidate, decision);
    case 'finish':
      return commit(run, { type: 'turn.finishing', ...common, round, finish: decision.finish }, changes);
    case 'step': {
      const { thought, predictions, calls, base, usage } = decision;
      const decided = { thought, predictions, calls, base, policyVersion, usage };
      const step = candidate.steps.length + 1;
      return commit(run, { type: 'step.decided', ...common, round, step, ...decided }, changes);
    }
  }
}

/** Shows the original once more, with all regions that were asked for until now. */
async function look(
  run: Run,
  { index, original }: CandidateProgress,
  { regions, scene }: Extract<Decision, { type: 'look' }>,
): Promise<void> {
  const wanted = new Set<RegionName>([...original.regions.map(({ name }) => name), ...regions]);
  const { observation, changes } = await observe(run, {
    recipe: original.recipe,
    regions: regionNames.filter((name) => wanted.has(name)),
    scene: scene || original.scene !== null,
  });
  const body: SessionEventBody = { type: 'turn.looked', turnId: run.turn.id, candidate: index, original: observation };
  return commit(run, body, changes, (unit) => addImage(unit, observation.image));
}

async function develop(run: Run, candidate: CandidateProgress, { step }: Extract<Next, { type: 'observe' }>) {
  const { context, photo, signal, turn } = run;
  const before = step.base ?? lastObservation(candidate).recipe;
  const request = { recipe: before, calls: step.calls, photoKind: photo.kind };
  const { recipe, problems } = await inPhase('validate', () =>
    retrying(run, () => validateCalls(context, request, signal)),
  );
  const regions = candidate.original.regions.map(({ name }) => name);
  const { observation, changes } = await observe(run, { recipe, problems, regions });
  const body: SessionEventBody = {
    ...{ type: 'step.observed', turnId: turn.id, candidate: candidate.index, step: step.index, observation },
  };
  return commit(run, body, changes, (unit) => addImage(unit, observation.image));
}

async function evaluate(run: Run, candidate: CandidateProgress, { round }: Extract<Next, { type: 'evaluate' }>) {
  const standing = keptRound(candidate);
  const changed = candidate.steps.some((step) => step.round === round);
  // A reflection without a step leaves the picture that was scored before.
  const evaluation =
    standing !== null && !changed
      ? standing.evaluation
      : await inPhase('evaluate', async () => judge(run, candidate, await localeOfTurn(run)));
  const kept = standing === null || helped(evaluation, standing.evaluation);
  await commit(run, {
    ...{ type: 'turn.evaluated', turnId: run.turn.id, candidate: candidate.index, round, evaluation, kept },
  });
  if (round > 0) reflectionEnded(kept);
}

/** As the policy read it, which has answered by now. */
async function localeOfTurn(run: Run): Promise<Locale> {
  return (await authorOf(run)).locale;
}

/** Who has decided in this turn, and in which language. */
async function authorOf({ context, turn }: Run): Promise<Author> {
  const { policy_version: policyVersion, locale } = await findTurn(context.store, turn.id);
  return { policyVersion: policyVersion ?? '', locale: locale ?? 'en' };
}
