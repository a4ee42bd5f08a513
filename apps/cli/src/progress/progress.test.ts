import { emptyRecipe, noBudget, noUsage, type Observation, type SessionEventBody } from '@safelight/core';
import { absentRegion, measure } from '@safelight/measure';
import { describe, expect, it } from 'vitest';
import { Progress } from './progress.ts';

const measurement = measure({ width: 4, height: 4, data: new Uint8Array(48).fill(120) });
const image = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', width: 4, height: 4 };
const seen: Observation = { image, recipe: emptyRecipe, measurement, problems: [], regions: [], scene: null };
const turnId = 'trn_1';

const requested = (candidates: number): SessionEventBody => ({
  ...{ type: 'turn.requested', turnId, instruction: 'warmer' },
  options: {
    stepsMax: 3,
    seed: 0,
    candidates,
    reflectionsMax: 1,
    scoreMin: 3.5,
    textOnly: false,
    deadlineMs: null,
    budget: noBudget,
  },
});
const started: SessionEventBody = { type: 'turn.started', turnId, attempt: 1, original: seen };
const decided = (step: number, round = 0, candidate = 0, policyVersion = 'planner/2'): SessionEventBody => ({
  ...{ type: 'step.decided', turnId, candidate, round, step, thought: `thought ${step}`, predictions: [], base: null },
  ...{ calls: [{ tool: 'exposure', value: 0.3 }], policyVersion, usage: noUsage },
});
const observed = (step: number, candidate = 0): SessionEventBody => ({
  ...{ type: 'step.observed', turnId, candidate, step, observation: seen },
});
const finishing = (round = 0, candidate = 0): SessionEventBody => ({
  ...{ type: 'turn.finishing', turnId, candidate, round },
  finish: {
    ...{ thought: 'the end', selfScore: { aesthetic: 4, instruction: 4 }, usage: noUsage },
    ...{ notDone: ['a dog'], missed: ['warmer'] },
  },
});
const evaluated = (score: number, round = 0, kept = true, candidate = 0): SessionEventBody => ({
  ...{ type: 'turn.evaluated', turnId, candidate, round, kept },
  evaluation: {
    ...{ scores: { aesthetic: score, instruction: score }, confidence: 1, metrics: [] },
    ...{ rationale: 'because', evaluatorVersion: 'metrics/2' },
  },
});

/** What is told of these events. */
function told(bodies: readonly SessionEventBody[], locale: 'en' | 'zh' = 'en'): string {
  let text = '';
  const stream = { isTTY: false, write: (part: string) => (text += part) } as unknown as NodeJS.WriteStream;
  using progress = new Progress({ stream, quiet: false, locale });
  for (const body of bodies) progress.tell(body);
  return text;
}

describe('the progress on a terminal', () => {
  it('tells thought, calls, what was not done and not reached, and the scores', () => {
    const text = told([requested(1), started, decided(1), observed(1), finishing(), evaluated(4)]);
    for (const part of ['  1  thought 1', 'exposure +0.3', '✓  the end', 'not done: a dog', 'not reached: warmer']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('looks 4.0 of 5   follows the wish 4.0 of 5');
  });

  it('tells what was looked at and what was not found', () => {
    const regions = [{ ...absentRegion('sky'), share: 0.32 }, absentRegion('face')];
    const looked = { type: 'turn.looked', turnId, candidate: 0, original: { ...seen, regions } } as const;
    expect(told([requested(1), started, looked])).toContain('looked at sky 32 %   face not found');
  });

  it('tells a reflection that helped, one that did not, and one that changed nothing', () => {
    const editing = [requested(1), started, decided(1), observed(1), finishing(), evaluated(3)];
    const reflected = (score: number, kept: boolean) =>
      told([...editing, decided(2, 1), observed(2), finishing(1), evaluated(score, 1, kept)]);
    expect(reflected(4, true)).toMatch(/Reflection 1\n {2}2 {2}thought 2[^]*kept: 3\.00 → 4\.00/);
    expect(reflected(2, false)).toContain('undone, it did not help: 3.00 → 2.00');
    expect(told([...editing, finishing(1), evaluated(3, 1, false)])).toContain('found nothing to change');
  });

  it('tells edits of a group apart, ranks them, and says which one ended early', () => {
    const failed: SessionEventBody = {
      ...{ type: 'candidate.failed', turnId, candidate: 2, code: 'model.timeout', message: 'Late.', retryable: true },
    };
    const comparison = { winRates: [0, 1, 0], order: [1, 0, 2], evaluatorVersion: 'metrics/2' };
    const text = told([
      ...[requested(3), started, decided(1, 0, 1), decided(1), observed(1, 1), observed(1), failed],
      ...[finishing(0, 1), evaluated(4, 0, true, 1), finishing(), evaluated(3)],
      { type: 'turn.compared', turnId, comparison },
    ]);
    expect(text).toContain('2·1  exposure +0.3');
    expect(text).toContain('edit 3 ended early: Late.');
    expect(text).toMatch(/✓ {2}Edit 2 {3}wins 100 % of its pairs.*best\n {5}Edit 1 {3}wins 0 %/);
  });

  it('says when another back end took over', () => {
    const text = told([requested(1), started, decided(1), observed(1), decided(2, 0, 0, 'planner/2 for openai/1')]);
    expect(text).toContain('decided by planner/2 for openai/1');
    expect(text).not.toContain('decided by planner/2\n');
  });

  it('speaks Chinese about a Chinese wish', () => {
    const text = told([requested(1), started, decided(1), observed(1), finishing(), evaluated(4)], 'zh');
    expect(text).toContain('未做：a dog');
    expect(text).toContain('观感 4.0 / 5   符合要求 4.0 / 5');
  });
});
