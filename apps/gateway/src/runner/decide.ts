/** Asks the policy what to do next in a turn. */
import type { Finish, Locale, Step } from '@safelight/core';
import { Fault } from '@safelight/core';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import { loadImages } from '../darkroom.ts';
import { outOfSteps } from './endings.ts';
import { gatewayLimits } from '../limits.ts';
import type { CandidateProgress } from './progress.ts';
import { retrying } from './run.ts';
import type { Run } from './run.ts';
import { seedOf } from './seed.ts';

export interface Author {
  readonly policyVersion: string;
  readonly locale: Locale;
}

type Answer = Exclude<NextStepResponse, { type: 'begin' | 'thoughtDelta' }>;

export type Decision = Author &
  (
    | Extract<Answer, { type: 'look' }>
    | ({ readonly type: 'step' } & Pick<Step, 'thought' | 'calls' | 'predictions' | 'base' | 'usage'>)
    | { readonly type: 'finish'; readonly finish: Finish }
  );

/**
 * One whole answer of the policy.
 * @throws Fault internal when the answer breaks the contract, and whatever the policy threw
 */
export async function decide(run: Run, candidate: CandidateProgress, round: number): Promise<Decision> {
  const request = await requestOf(run, candidate);
  // A policy that let its deadline pass has used the time that a step may take: asking it again would double that.
  const decision = await retrying(run, () => ask(run, request), { final: new Set(['request.deadlineExceeded']) });
  if (decision.type === 'look' && candidate.looksCount >= gatewayLimits.looksPerCandidateCount) {
    throw brokenContract(`a decision after ${candidate.looksCount} looks at the original`);
  }
  const taken = candidate.steps.filter((step) => step.round === round).length;
  if (decision.type === 'step' && taken >= run.options.stepsMax) {
    return outOfSteps(decision, run.options.stepsMax);
  }
  return decision;
}

async function requestOf(run: Run, { index, original, steps, rounds }: CandidateProgress): Promise<NextStepRequest> {
  const { context, turn, photo, options } = run;
  const history = run.history.map((past) => past.turn);
  const { stepsMax, textOnly } = options;
  const observations = [original, ...(textOnly ? [] : steps.map(({ observation }) => observation))];
  const images = await loadImages(
    context,
    observations.map(({ image }) => image),
  );
  const seed = seedOf(options.seed, index);
  const { instruction } = turn;
  return { instruction, photoKind: photo.kind, original, steps, images, rounds, history, stepsMax, seed, textOnly };
}

async function ask({ context, signal }: Run, request: NextStepRequest): Promise<Decision> {
  let author: Author | null = null;
  let thought = '';
  let decision: Decision | null = null;
  const answers = context.policy.nextStep(request, { signal, deadlineMs: context.policyDeadlineMs });
  for await (const answer of answers) {
    if (answer.type === 'begin') {
      // Another back end took over: what the one before it thought is withdrawn.
      author = { policyVersion: answer.policyVersion, locale: answer.locale };
      thought = '';
    } else if (answer.type === 'thoughtDelta') thought += answer.text;
    else if (author === null || decision !== null) throw brokenContract('begin, thoughts, then one decision');
    else if (answer.type === 'decision') decision = { ...answer, ...author, type: 'step', thought };
    else decision = { ...answer, ...author };
  }
  return decision ?? fail(brokenContract('a decision, a look or a finish at the end'));
}

function brokenContract(expected: string): Fault {
  const message = 'The policy gave an answer that cannot be used. The log of the gateway holds the cause.';
  return new Fault('internal', message, { detail: `The policy broke its contract: expected ${expected}.` });
}

function fail(fault: Fault): never {
  throw fault;
}
