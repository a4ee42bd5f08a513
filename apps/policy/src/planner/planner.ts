import { Fault, noUsage, type Finish, type Observation } from '@safelight/core';
import { understand, type Constraint, type Intent } from '@safelight/intent';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { PolicyBackend } from '../backend.ts';
import { decide, isMet, type Decision } from './decide.ts';
import { isCrossed } from './guards.ts';
import { lookFor } from './look.ts';
import { figuresOf, visibleStep } from './metrics.ts';
import { planOf, type Plan } from './plan.ts';
import { nameOfLever, reflect, type Reflection } from './reflect.ts';
import { missedWishes, selfScore } from './score.ts';
import type { Target } from './target.ts';
import { factsOf } from './thought/facts.ts';
import { wordsOf, type Comparison, type Words } from './thought/words.ts';

/** The embedded back end: no weights, a closed loop over what the picture measures. */
export const planner: PolicyBackend = {
  version: 'planner/2',
  async *nextStep(request, signal) {
    const read = await understand(request.instruction, request.history);
    const words = wordsOf(read.locale);
    refuseEmpty(read, words);
    const look = request.steps.length === 0 ? lookFor(read, request) : null;
    if (look !== null) {
      yield look;
      return;
    }
    const plan = planOf(read, request);
    const { sentences, end } = turnOf(request, plan, words);
    for (const [index, sentence] of sentences.entries()) {
      signal.throwIfAborted();
      const text = index === 0 ? sentence : words.gap + sentence;
      yield { type: 'thoughtDelta', text } satisfies NextStepResponse;
    }
    yield end;
  },
};

/** An instruction without a wish for the picture is refused; one whose wish this photo cannot take ends with that said. */
function refuseEmpty(read: Intent, words: Words): void {
  const { goals, constraints, corrections, explicit, looks, tonings, recolours, geometry, followUps } = read;
  const wishes = [goals, constraints, corrections, explicit, looks, tonings, recolours, followUps];
  if (wishes.some((list) => list.length > 0) || geometry !== null) return;
  throw new Fault('instruction.notDevelopWork', words.nothing(read), { field: 'instruction' });
}

interface Turn {
  readonly sentences: readonly string[];
  readonly end: Extract<NextStepResponse, { type: 'decision' | 'finish' }>;
}

function turnOf(request: NextStepRequest, plan: Plan, words: Words): Turn {
  const own = request.steps.filter(({ round }) => round === plan.round);
  const begins = own.length === 0;
  if (begins && plan.round > 0) return reflection(request, plan, words);
  const seen = [...looking(request, plan, words), ...(begins ? words.leaves(plan.intent, plan.parts.notFound) : [])];
  if (plan.opening !== null) {
    const { base, calls, takenBack, followUps, framing } = plan.opening;
    const end = { type: 'decision', calls, predictions: [], base, usage: noUsage } as const;
    return {
      sentences: [...seen, ...words.resumes(followUps), ...words.takesBack(takenBack), ...words.frames(framing)],
      end,
    };
  }
  const { stepsMax, textOnly } = request;
  const decision = decide(plan, { stepsDone: own.length, stepsMax, textOnly });
  return ended(request, plan, words, decision, seen);
}

function ended(request: NextStepRequest, plan: Plan, words: Words, decision: Decision, seen: readonly string[]): Turn {
  const sentences = [...seen, ...concluding(request, plan, decision, words)];
  if (decision.type === 'finish') {
    return { sentences, end: { type: 'finish', finish: finishOf(plan, sentences.join(words.gap)) } };
  }
  const { predictions } = decision;
  const [calls, base] = decision.type === 'back' ? [[], decision.recipe] : [decision.calls, null];
  return { sentences, end: { type: 'decision', calls, predictions, base, usage: noUsage } };
}

/** Gap analysis, parameter assessment, refinement: in the paper's order, on the original. */
function reflection(request: NextStepRequest, plan: Plan, words: Words): Turn {
  const { gaps, assessment, edit }: Reflection = reflect(plan, request);
  const seen = words.reflects(gaps, assessment);
  if (edit === null) return ended(request, plan, words, { type: 'finish', why: 'nothingBetter' }, seen);
  const { calls, predictions } = edit;
  const sentences = [...seen, ...words.does('reflection', calls), ...words.expects(foremost(predictions, plan))];
  return {
    sentences,
    end: { type: 'decision', calls, predictions, base: request.original.recipe, usage: noUsage },
  };
}

/** What is seen: the original on the first step, the last step's effect against its prediction afterwards. */
function looking(request: NextStepRequest, plan: Plan, words: Words): readonly string[] {
  const last = request.steps.at(-1);
  if (last === undefined) {
    const { measurement, regions, scene } = request.original;
    return [
      ...words.sees(factsOf(measurement, regions, scene)),
      ...words.wants(foremostTargets(plan), wantedToStay(plan.intent), lookWords(plan.intent)),
    ];
  }
  if (request.textOnly) return words.refused(last.observation.problems);
  const comparisons = last.predictions.flatMap((prediction): readonly Comparison[] => {
    const measured = measuredAt(last.observation, prediction.metric);
    return measured === null ? [] : [{ ...prediction, measured }];
  });
  const crossed = new Set(plan.guards.filter((guard) => isCrossed(guard, plan.now)).map(({ metric }) => metric));
  const names = plan.dead.map((name) => {
    const lever = plan.allLevers.find((one) => one.name === name)!;
    return nameOfLever(lever, plan.recipe, plan.intent.locale);
  });
  return [
    ...words.compares(foremost(comparisons, plan), last.index),
    ...words.refused(last.observation.problems),
    ...words.hits([...crossed]),
    ...words.dead(names),
  ];
}

function concluding(request: NextStepRequest, plan: Plan, decision: Decision, words: Words): readonly string[] {
  // The opening has told the frame already where it changed it.
  const framed = request.steps.length === 0 ? words.frames(plan.framing) : [];
  if (decision.type === 'back') return words.returns(decision.index);
  if (decision.type === 'edit') {
    const { phase, calls, predictions } = decision;
    return [...framed, ...words.does(phase, calls), ...words.expects(foremost(predictions, plan))];
  }
  const met = plan.targets.filter((target) => isMet(target, plan.now, plan.original)).length;
  const rows = plan.targets.map(({ metric, wanted }) => ({
    metric,
    before: plan.original[metric]!,
    expected: wanted,
    measured: plan.now[metric]!,
  }));
  const untold = request.steps.length === 0 ? [] : words.leaves(plan.intent, plan.parts.notFound);
  return [
    ...framed,
    ...words.ends(decision.why, met, plan.targets.length),
    ...(request.textOnly ? [] : words.sums(foremost(rows, plan))),
    ...untold,
  ];
}

/** The looks in the instruction's own words where they stand in it. */
function lookWords({ looks, goals, tonings, recolours }: Intent): readonly string[] {
  const named = [...goals, ...tonings, ...recolours];
  return looks.map((name) => named.find(({ look }) => look === name)?.source ?? name);
}

/** What a look protects of itself goes without saying. */
const wantedToStay = ({ constraints, looks, goals }: Intent): readonly Constraint[] =>
  constraints.filter(
    ({ source }) => looks.length === 0 || !goals.some((goal) => goal.look !== null && goal.source === source),
  );

/** A thought tells the figures that move most; the record has them all. */
const toldFiguresMax = 3;

function foremost<Row extends { metric: string; before: number; expected: number }>(
  rows: readonly Row[],
  { original }: Plan,
): readonly Row[] {
  const size = ({ metric, before, expected }: Row): number =>
    Object.hasOwn(original, metric) ? Math.abs(expected - before) / visibleStep(metric, original) : 0;
  return rows.toSorted((a, b) => size(b) - size(a)).slice(0, toldFiguresMax);
}

function foremostTargets(plan: Plan): readonly Target[] {
  return foremost(
    plan.targets.map((target) => ({ ...target, before: target.from, expected: target.wanted })),
    plan,
  );
}

function finishOf(plan: Plan, thought: string): Finish {
  const { notDevelopWork, notUnderstood, outOfRange } = plan.intent;
  const notDone = [...notDevelopWork, ...notUnderstood, ...outOfRange.map(({ source }) => source), ...plan.impossible];
  const missed = missedWishes(plan);
  return { thought, selfScore: selfScore(plan), notDone: [...new Set(notDone)], missed, usage: noUsage };
}

/** Predictions of another back end may name figures that this one does not know. */
function measuredAt(observation: Observation, metric: string): number | null {
  return figuresOf(observation)[metric] ?? null;
}
