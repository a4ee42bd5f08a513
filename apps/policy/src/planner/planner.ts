import { Fault, type Finish, type Measurement, type Prediction } from '@safelight/core';
import type { Intent } from '@safelight/intent';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { PolicyBackend } from '../backend.ts';
import { decide, isMet, type Decision } from './decide.ts';
import { isCrossed } from './guards.ts';
import { metrics, visibleStep, type Metric } from './metrics.ts';
import { planOf, type Plan } from './plan.ts';
import { selfScore } from './score.ts';
import { factsOf } from './thought/facts.ts';
import type { Target } from './targets.ts';
import { wordsOf, type Comparison, type Words } from './thought/words.ts';

/** The embedded back end: no weights, a closed loop over what the picture measures. */
export const planner: PolicyBackend = {
  version: 'planner/1',
  async *nextStep(request, signal) {
    const plan = planOf(request);
    const words = wordsOf(plan.intent.locale);
    refuseEmpty(plan.intent, words);
    const decision = decide(plan, request.steps.length, request.stepsMax);
    const sentences = [...looking(request, plan, words), ...concluding(request, plan, decision, words)];
    for (const [index, sentence] of sentences.entries()) {
      signal.throwIfAborted();
      const text = index === 0 ? sentence : words.gap + sentence;
      yield { type: 'thoughtDelta', text } satisfies NextStepResponse;
    }
    if (decision.type === 'edit') {
      yield { type: 'decision', calls: decision.calls, predictions: decision.predictions };
    } else {
      yield { type: 'finish', finish: finishOf(plan, sentences.join(words.gap)) };
    }
  },
};

function refuseEmpty(intent: Intent, words: Words): void {
  const { goals, constraints, corrections, explicit, looks, notDevelopWork, notUnderstood } = intent;
  if (goals.length + constraints.length + corrections.length + explicit.length + looks.length > 0) return;
  throw new Fault('instruction.notDevelopWork', words.nothing(notDevelopWork, notUnderstood), { field: 'instruction' });
}

/** What is seen: the original on the first step, the last step's effect against its prediction afterwards. */
function looking(request: NextStepRequest, plan: Plan, words: Words): readonly string[] {
  const last = request.steps.at(-1);
  if (last === undefined) {
    return [
      ...words.sees(factsOf(request.original.measurement)),
      ...words.wants(foremostTargets(plan), plan.intent.constraints, plan.intent.looks),
      ...words.leaves(plan.intent.notDevelopWork, plan.intent.notUnderstood),
    ];
  }
  const comparisons = last.predictions.flatMap((prediction): readonly Comparison[] => {
    const measured = measuredAt(last.observation.measurement, prediction.metric);
    return measured === null ? [] : [{ ...prediction, measured }];
  });
  const crossed = new Set(plan.guards.filter((guard) => isCrossed(guard, plan.now)).map(({ metric }) => metric));
  return [
    ...words.compares(foremost(comparisons, plan), last.index),
    ...words.refused(last.observation.problems),
    ...words.hits([...crossed]),
    ...words.dead(plan.dead),
  ];
}

function concluding(request: NextStepRequest, plan: Plan, decision: Decision, words: Words): readonly string[] {
  if (decision.type === 'edit') {
    return [...words.does(decision.phase, decision.calls), ...words.expects(foremost(decision.predictions, plan))];
  }
  const met = plan.targets.filter((target) => isMet(target, plan.now, plan.original)).length;
  const rows = plan.targets.map(({ metric, from, wanted }) => ({
    metric,
    before: from,
    expected: wanted,
    measured: plan.now[metric],
  }));
  const untold = request.steps.length === 0 ? [] : words.leaves(plan.intent.notDevelopWork, plan.intent.notUnderstood);
  return [...words.ends(decision.why, met, plan.targets.length), ...words.sums(foremost(rows, plan)), ...untold];
}

/** A thought tells the figures that move most; the record has them all. */
const toldFiguresMax = 3;

function foremost<Row extends Prediction>(rows: readonly Row[], { original }: Plan): readonly Row[] {
  const size = ({ metric, before, expected }: Row): number =>
    Object.hasOwn(metrics, metric) ? Math.abs(expected - before) / visibleStep(metric as Metric, original) : 0;
  return rows.toSorted((a, b) => size(b) - size(a)).slice(0, toldFiguresMax);
}

function foremostTargets(plan: Plan): readonly Target[] {
  const rows = plan.targets.map((target) => ({ ...target, before: target.from, expected: target.wanted }));
  return foremost(rows, plan);
}

function finishOf(plan: Plan, thought: string): Finish {
  const { notDevelopWork, notUnderstood } = plan.intent;
  return { thought, selfScore: selfScore(plan), notDone: [...notDevelopWork, ...notUnderstood] };
}

/** Predictions of an earlier version of the planner may name figures that this one does not know. */
function measuredAt(measurement: Measurement, metric: string): number | null {
  return Object.hasOwn(metrics, metric) ? metrics[metric as Metric](measurement) : null;
}
