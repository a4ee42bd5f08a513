import type { Prediction, ToolCall } from '@safelight/core';
import type { Axis } from '@safelight/intent';
import { isCrossed } from './guards.ts';
import type { Lever } from './levers.ts';
import { visibleStep, type Figures, type Metric } from './metrics.ts';
import { correctionRange, craftName, predict, type Mover } from './response.ts';
import { costOf, solve, type Aim } from './solve.ts';
import type { Plan } from './plan.ts';
import type { Target } from './targets.ts';

/** Past this many corrections another one moves figures that nobody sees. */
const correctionsMax = 3;
/** With all strong wishes met, this share of the others is enough. */
const metShareMin = 0.65;
const strongWeight = 0.7;
/** A correction must promise to take this share of the remaining error. */
const benefitShareMin = 0.25;
const benefitMin = 0.25;

export type Phase = 'foundation' | 'tone' | 'finish' | 'whole' | 'correction';

export type Decision =
  | {
      readonly type: 'edit';
      readonly phase: Phase;
      readonly calls: readonly ToolCall[];
      readonly predictions: readonly Prediction[];
    }
  | { readonly type: 'finish'; readonly why: 'met' | 'noBenefit' | 'stepsSpent' };

/** Whether a target is reached as closely as one can see, or to three quarters. */
export function isMet({ metric, from, wanted }: Target, now: Figures, original: Figures): boolean {
  return (
    Math.abs(now[metric] - wanted) <= Math.max(0.6 * visibleStep(metric, original), 0.25 * Math.abs(wanted - from))
  );
}

export function decide(plan: Plan, stepsDone: number, stepsMax: number): Decision {
  const editsMax = correctionsMax + (plan.staged ? 2 : 1);
  if (stepsDone >= stepsMax) return { type: 'finish', why: 'stepsSpent' };
  const phase = phaseOf(plan, stepsDone, stepsMax);
  const edit = editOf(plan, phase);
  if (phase === 'correction') {
    if (isDone(plan)) return { type: 'finish', why: 'met' };
    if (stepsDone >= editsMax) return { type: 'finish', why: 'noBenefit' };
    if (!edit.worth) return { type: 'finish', why: 'noBenefit' };
  }
  // Where the foundation needs nothing, the look's tones come first and its colours on what they render.
  const tries: readonly Phase[] = phase === 'foundation' ? [phase, 'tone', 'whole'] : [phase];
  for (const one of tries) {
    const { calls, predictions } = one === phase ? edit : editOf(plan, one);
    if (calls.length > 0) return { type: 'edit', phase: one, calls, predictions };
  }
  return { type: 'finish', why: stepsDone === 0 ? 'met' : 'noBenefit' };
}

/** Strong wishes met, most of the others too, and nothing broken that was to be kept. */
function isDone({ targets, guards, now, original }: Plan): boolean {
  const open = targets.filter((target) => !isMet(target, now, original));
  const enough = targets.length - open.length >= metShareMin * targets.length;
  return enough && !open.some(({ weight }) => weight >= strongWeight) && !guards.some((guard) => isCrossed(guard, now));
}

function phaseOf(plan: Plan, stepsDone: number, stepsMax: number): Phase {
  if (!plan.staged || stepsMax < 2) return stepsDone === 0 ? 'whole' : 'correction';
  if (stepsDone === 0) return 'foundation';
  return stepsDone === 1 ? 'finish' : 'correction';
}

const foundationMetrics: readonly Metric[] = ['cast.b', 'cast.a', 'lightness.p50', 'lightness.deviation'];

interface Edit {
  readonly calls: readonly ToolCall[];
  readonly predictions: readonly Prediction[];
  readonly worth: boolean;
}

function editOf(plan: Plan, phase: Phase): Edit {
  const foundation = phase === 'foundation';
  const levers = plan.levers
    .filter(({ stage }) => !foundation || stage === 'foundation')
    .map((lever) => (phase === 'correction' ? nearby(lever, lever.read(plan.recipe)) : lever));
  const aims = aimsOf(plan).filter(
    ({ metric, kind }) => !foundation || kind !== 'equal' || foundationMetrics.includes(metric),
  );
  const craft = foundation || phase === 'tone' ? [] : plan.craft;
  const drift = craft.length === 0 ? null : predict(plan.response, new Map<Mover, number>([[craftName, 1]]));
  const start = drift === null ? plan.now : added(plan.now, drift);
  const values = new Map(levers.map((lever) => [lever.name, lever.read(plan.recipe)]));
  const solved = solve(levers, values, plan.response, start, aims);
  const change = new Map<Mover, number>();
  const calls: ToolCall[] = [...plan.explicit, ...monochromeCalls(plan)];
  for (const lever of levers) {
    const to = solved.get(lever.name)!;
    const by = to - values.get(lever.name)!;
    if (Math.abs(by) < lever.step) continue;
    change.set(lever.name, by);
    calls.push(...lever.calls(to));
  }
  calls.push(...craft);
  const expected = added(start, predict(plan.response, change));
  const saved = costOf(aims, plan.now) - costOf(aims, expected);
  return {
    calls,
    predictions: predictionsOf(plan, expected, foundation),
    worth: calls.length > 0 && saved > Math.max(benefitMin, benefitShareMin * costOf(aims, plan.now)),
  };
}

function nearby(lever: Lever, value: number): Lever {
  const { min, max } = correctionRange(lever.name, value);
  return { ...lever, min: Math.max(lever.min, min), max: Math.min(lever.max, max) };
}

/** Wishes of these axes are bounds more than points: held highlights may be held a little further by another tool. */
const boundAxes: readonly Axis[] = ['highlights', 'shadows', 'fade', 'haze'];
const beyondShare = 0.25;

function aimsOf({ targets, guards, stays, original }: Plan): readonly Aim[] {
  const wanted = targets.flatMap(({ metric, axis, from, wanted: value, weight }): readonly Aim[] => {
    const aim: Aim = { metric, value, kind: 'equal', weight, unit: visibleStep(metric, original) };
    if (!boundAxes.includes(axis)) return [aim];
    const short = { ...aim, kind: value < from ? 'atMost' : 'atLeast', weight: (1 - beyondShare) * weight } as const;
    return [short, { ...aim, weight: beyondShare * weight }];
  });
  return [...wanted, ...guards, ...stays];
}

function monochromeCalls({ intent, recipe, refused }: Plan): readonly ToolCall[] {
  const wanted = intent.goals.some(({ axis, amount }) => axis === 'monochrome' && amount > 0);
  const done = recipe.settings['convertToGrayscale'] === true || refused.includes('convertToGrayscale');
  return wanted && !done ? [{ tool: 'convertToGrayscale', value: true }] : [];
}

/** What the step should do to the figures that it is about. */
function predictionsOf(plan: Plan, expected: Figures, foundation: boolean): readonly Prediction[] {
  return plan.targets
    .filter(({ metric }) => !foundation || foundationMetrics.includes(metric) || plan.intent.goals.length === 0)
    .map(({ metric, axis }) => ({
      metric,
      before: round(plan.now[metric]),
      // Without colour there is no chroma: that is certain, not estimated.
      expected: round(axis === 'monochrome' ? 0 : expected[metric]),
    }));
}

function added(figures: Figures, change: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([metric, value]) => [metric, value + change[metric as Metric]]),
  ) as Figures;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
