import type { Evaluation, Finish, Observation, SessionEvent, SessionEventBody } from '@safelight/core';
import { keptSteps, emptyRecipe, noBudget, noUsage } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { candidateOf, keptRound, lastObservation, progressOf } from './progress.ts';

const turnId = 'trn_1';
const observation = (sha256: string) =>
  ({
    image: { sha256, mediaType: 'image/jpeg', width: 1, height: 1 },
    recipe: emptyRecipe,
    problems: [],
    regions: [],
    scene: null,
  }) as unknown as Observation;
const log = (...bodies: SessionEventBody[]): SessionEvent[] =>
  bodies.map((body, index) => ({ sequence: index + 1, sessionId: 'ses_1', time: new Date(0), body }));

const options = {
  stepsMax: 3,
  seed: 0,
  candidates: 2,
  reflectionsMax: 1,
  scoreMin: 3.5,
  textOnly: false,
  deadlineMs: null,
  budget: noBudget,
};
const requested: SessionEventBody = { type: 'turn.requested', turnId, instruction: 'warm', options };
const started = (attempt: number): SessionEventBody => ({
  type: 'turn.started',
  turnId,
  attempt,
  original: observation('o'),
});
const decided = (step: number, round = 0, candidate = 0): SessionEventBody => ({
  ...{ type: 'step.decided', turnId, candidate, round, step, thought: `thought ${step}`, predictions: [], calls: [] },
  ...{ base: null, policyVersion: 'planner/1', usage: noUsage },
});
const observed = (step: number, candidate = 0): SessionEventBody => ({
  ...{ type: 'step.observed', turnId, candidate, step, observation: observation(`s${step}`) },
});
const finish = (thought: string): Finish => ({
  ...{ thought, selfScore: { aesthetic: 4, instruction: 4 }, notDone: [], missed: [], usage: noUsage },
});
const finishing = (round: number): SessionEventBody => ({
  ...{ type: 'turn.finishing', turnId, candidate: 0, round, finish: finish(`end ${round}`) },
});
const evaluated = (round: number, kept: boolean): SessionEventBody => ({
  ...{ type: 'turn.evaluated', turnId, candidate: 0, round, kept, evaluation: {} as Evaluation },
});
const failed = (candidate: number): SessionEventBody => ({
  ...{ type: 'candidate.failed', turnId, candidate, code: 'model.timeout', message: 'late', retryable: true },
});

const first = (...bodies: SessionEventBody[]) => candidateOf(progressOf(log(requested, started(1), ...bodies)), 0);

describe('the progress of a turn', () => {
  it('holds a step that was decided and not yet seen, so that it is rendered and not decided again', () => {
    const candidate = first(decided(1), observed(1), decided(2), started(2));
    expect(candidate.steps.map((step) => step.index)).toEqual([1]);
    expect(candidate.pending).toMatchObject({ index: 2, thought: 'thought 2' });
    expect(lastObservation(candidate).image.sha256).toBe('s1');
  });

  it('does not change with the number of attempts', () => {
    const once = progressOf(log(requested, started(1), decided(1), observed(1)));
    const often = progressOf(log(requested, started(1), started(2), decided(1), started(3), observed(1), started(4)));
    expect(often).toEqual(once);
  });

  it('sees the original before any step', () => {
    expect(lastObservation(first()).image.sha256).toBe('o');
  });

  it('keeps candidates apart, however their events mix', () => {
    const mixed = log(requested, started(1), decided(1, 0, 1), decided(1), observed(1), decided(2), observed(1, 1));
    const progress = progressOf(mixed);
    expect(candidateOf(progress, 0)).toMatchObject({ steps: [{ index: 1 }], pending: { index: 2 } });
    expect(candidateOf(progress, 1)).toMatchObject({ steps: [{ index: 1 }], pending: null });
  });

  it('gives a candidate that looked the original with its regions, and leaves the other one its own', () => {
    const original = observation('looked');
    const progress = progressOf(log(requested, started(1), { type: 'turn.looked', turnId, candidate: 1, original }));
    expect(candidateOf(progress, 1)).toMatchObject({ original, looksCount: 1 });
    expect(candidateOf(progress, 0)).toMatchObject({ original: observation('o'), looksCount: 0 });
  });

  it('stands where the kept round ended when a reflection did not help', () => {
    const editing = [decided(1), observed(1), finishing(0), evaluated(0, true)];
    const undone = first(...editing, decided(2, 1), observed(2), finishing(1), evaluated(1, false));
    expect(lastObservation(undone).image.sha256).toBe('s1');
    expect(keptSteps(undone).map(({ index }) => index)).toEqual([1]);
    expect(keptRound(undone)!.finish.thought).toBe('end 0');
    const helped = first(...editing, decided(2, 1), observed(2), finishing(1), evaluated(1, true));
    expect(lastObservation(helped).image.sha256).toBe('s2');
    expect(keptRound(helped)!.finish.thought).toBe('end 1');
  });

  it('stands where the last round ended when a reflection broke off', () => {
    const candidate = first(decided(1), observed(1), finishing(0), evaluated(0, true), decided(2, 1), observed(2), failed(0)); // prettier-ignore
    expect(lastObservation(candidate).image.sha256).toBe('s1');
    expect(candidate.failure).toMatchObject({ code: 'model.timeout' });
  });

  it('keeps the steps of a candidate that failed before it came to any end', () => {
    expect(first(decided(1), observed(1), decided(2), failed(0))).toMatchObject({
      steps: [{ index: 1 }],
      pending: null,
    });
  });

  it('refuses a log that observes what was never decided, or evaluates what never finished', () => {
    expect(() => first(observed(1))).toThrow('step 1');
    expect(() => first(decided(1), observed(1), observed(1))).toThrow('step 1');
    expect(() => first(evaluated(0, true))).toThrow('round 0');
  });
});
