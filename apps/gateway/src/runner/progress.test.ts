import type { Observation, SessionEvent, SessionEventBody } from '@safelight/core';
import { emptyRecipe } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { lastObservation, progressOf } from './progress.ts';

const turnId = 'trn_1';
const observation = (sha256: string) =>
  ({
    image: { sha256, mediaType: 'image/jpeg', width: 1, height: 1 },
    recipe: emptyRecipe,
    problems: [],
  }) as unknown as Observation;
const log = (...bodies: SessionEventBody[]): SessionEvent[] =>
  bodies.map((body, index) => ({ sequence: index + 1, sessionId: 'ses_1', time: new Date(0), body }));

const requested: SessionEventBody = { type: 'turn.requested', turnId, instruction: 'warm', stepsMax: 3, seed: 0 };
const started = (attempt: number): SessionEventBody => ({
  type: 'turn.started',
  turnId,
  attempt,
  original: observation('o'),
});
const decided = (step: number): SessionEventBody => ({
  ...{ type: 'step.decided', turnId, step, thought: `thought ${step}`, predictions: [], calls: [] },
});
const observed = (step: number): SessionEventBody => ({
  type: 'step.observed',
  turnId,
  step,
  observation: observation(`s${step}`),
});

describe('the progress of a turn', () => {
  it('holds a step that was decided and not yet seen, so that it is rendered and not decided again', () => {
    const progress = progressOf(log(requested, started(1), decided(1), observed(1), decided(2), started(2)));
    expect(progress.steps.map((step) => step.index)).toEqual([1]);
    expect(progress.pending).toMatchObject({ index: 2, thought: 'thought 2' });
    expect(lastObservation(progress).image.sha256).toBe('s1');
  });

  it('does not change with the number of attempts', () => {
    const once = progressOf(log(requested, started(1), decided(1), observed(1)));
    const often = progressOf(log(requested, started(1), started(2), decided(1), started(3), observed(1), started(4)));
    expect(often).toEqual(once);
  });

  it('sees the original before any step', () => {
    expect(lastObservation(progressOf(log(requested, started(1)))).image.sha256).toBe('o');
  });

  it('refuses a log that observes what was never decided', () => {
    expect(() => progressOf(log(requested, started(1), observed(1)))).toThrow('step 1');
    expect(() => progressOf(log(requested, started(1), decided(1), observed(1), observed(1)))).toThrow('step 1');
  });
});
