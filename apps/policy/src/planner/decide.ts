import type { Prediction, Recipe, ToolCall } from '@safelight/core';
import type { Axis } from '@safelight/intent';
import { fresh } from './calls.ts';
import { typicalMoves, type Lever } from './levers/lever.ts';
import { added, visibleStep, type Figures, type Metric } from './metrics.ts';
import { crossedGuards, phasesOf, type Phase, type Plan } from './plan.ts';
import { correctionRange, craftName, predict, type Mover } from './response.ts';
import { costOf, solve, type Aim } from './solve.ts';
import type { Target } from './target.ts';

export type { Phase };

/** Past this many corrections another one moves figures that nobody sees. */
const correctionsMax = 3;
const keepingMax = 2;
/** An earlier result is better when its error is less than this share of the present one. */
const betterShareMax = 0.75;
/** With all strong wishes met, this share of the others is enough. */
const metShareMin = 0.65;
const strongWeight = 0.7;
/** A small wish is not met by staying near. */
const movedShareMin = 0.35;
/** A correction must promise to take this share of the remaining error. */
const benefitShareMin = 0.25;
const benefitMin = 0.25;
/**
 * A correction that moves no figure by this share of a visible step, and no aim by this share of its way, is one that
 * nobody sees.
 */
const seenStepMin = 0.5;
const wayShareMin = 0.15;
/** What the instruction protects is bounded more closely than one sees. */
const keptStepMin = 0.3;
/** Of a typical move: what would be turned by less after the first step stays as it is. */
const turnedShareMin = 0.09;
/** Towards what the instruction protects any plain step is worth it. */
const keptBenefitMin = 0.05;

export type Decision =
  | {
      readonly type: 'back';
      readonly recipe: Recipe;
      readonly index: number;
      readonly predictions: readonly Prediction[];
    }
  | {
      readonly type: 'edit';
      readonly phase: Phase;
      readonly calls: readonly ToolCall[];
      readonly predictions: readonly Prediction[];
    }
  | {
      readonly type: 'finish';
      readonly why: 'met' | 'noBenefit' | 'stepsSpent' | 'nothingBetter' | 'nothingLeft' | 'planned';
    };

/**
 * Less noise than aimed at is as good. A proxy has less than the photo to begin with, so what seems too much there is not.
 */
const noFloor: Axis = 'noise';

/** Whether a target is reached as closely as one can see, or to three quarters. */
export function isMet({ metric, axis, from, wanted }: Target, now: Figures, original: Figures): boolean {
  if (axis === noFloor && now[metric]! <= wanted) return true;
  const near = Math.max(0.6 * visibleStep(metric, original), 0.25 * Math.abs(wanted - from));
  const moved = wanted === from ? 1 : (now[metric]! - from) / (wanted - from);
  return Math.abs(now[metric]! - wanted) <= near && moved >= movedShareMin;
}

export interface Budget {
  readonly stepsDone: number;
  readonly stepsMax: number;
  readonly textOnly: boolean;
}

export function decide(plan: Plan, { stepsDone, stepsMax, textOnly }: Budget): Decision {
  if (stepsDone >= stepsMax) return { type: 'finish', why: 'stepsSpent' };
  if (plan.wentBack) return { type: 'finish', why: 'noBenefit' };
  const planned = phasesOf(plan);
  const phases = stepsMax - (stepsDone - plan.edits) < planned.length ? (['whole'] as const) : planned;
  // Where a phase had nothing to do the next one took its step: what it sets tells that it is done.
  const finished = plan.direct.finish.length > 0 && plan.open.finish.length === 0;
  const left = plan.round === 0 ? phases.slice(plan.edits).filter((phase) => phase !== 'finish' || !finished) : [];
  for (const phase of left) {
    const { calls, predictions } = editOf(plan, phase);
    if (calls.length > 0) return { type: 'edit', phase, calls, predictions };
  }
  if (textOnly) return { type: 'finish', why: 'planned' };
  return correctionOf(plan, phases.length, stepsDone);
}

function correctionOf(plan: Plan, phaseCount: number, stepsDone: number): Decision {
  const done = plan.round === 0 ? plan.edits - phaseCount : plan.edits - 1;
  if (stepsDone === 0 && plan.impossible.length > 0 && plan.targets.length === 0) {
    return { type: 'finish', why: 'nothingLeft' };
  }
  if (isDone(plan)) return { type: 'finish', why: 'met' };
  // What the instruction protects is worth another try.
  const max = (plan.round === 0 ? correctionsMax : 1) + (breaksWord(plan) ? keepingMax : 0);
  const { calls, predictions, worth } = editOf(plan, 'correction');
  if (done >= max || !worth) return back(plan) ?? { type: 'finish', why: 'noBenefit' };
  return { type: 'edit', phase: 'correction', calls, predictions };
}

/**
 * Goes back to the best result of the round when what came after it was worse: nothing is kept that did not help. A
 * result that keeps what the instruction protects is better than one that does not; for craft alone no wish that is met
 * is given up.
 */
function back(plan: Plan): Decision | null {
  const aims = aimsOf(plan, 'correction');
  const broken = breaksWord(plan);
  const metBy = (figures: Figures): number =>
    plan.targets.filter((target) => isMet(target, figures, plan.original)).length;
  const past = plan.past.filter(
    ({ figures }) => !breaksWord({ ...plan, now: figures }) && (broken || metBy(figures) >= metBy(plan.now)),
  );
  const costs = past.map(({ figures }) => costOf(aims, figures));
  const best = costs.indexOf(Math.min(...costs));
  if (best === -1) return null;
  const cost = costOf(aims, plan.now);
  const isBetter = cost - costs[best]! >= benefitMin && costs[best]! <= betterShareMax * cost;
  if (!broken && !isBetter) return null;
  const { recipe, figures, index } = past[best]!;
  const predictions = plan.targets.map(({ metric }) => ({
    metric,
    before: round(plan.now[metric]!),
    expected: round(figures[metric]!),
  }));
  return { type: 'back', recipe, index, predictions };
}

/** Whether something is changed that the instruction protects. */
const breaksWord = (plan: Pick<Plan, 'guards' | 'now'>): boolean =>
  crossedGuards(plan).some(({ source }) => source !== null);

/** Strong wishes met, most of the others too, nothing left to set, and nothing broken that was to be kept. */
function isDone(plan: Plan): boolean {
  const { targets, now, original, open: { foundation, local, finish } } = plan; // prettier-ignore
  if (foundation.length + local.length + finish.length > 0) return false;
  // Settings that were given as they are to be are not trimmed by what craft thinks of them.
  const asksForFigures = targets.length > 0 || plan.intent.looks.length > 0;
  if (crossedGuards(plan).some(({ source }) => source !== null || asksForFigures)) return false;
  const open = targets.filter((target) => !isMet(target, now, original));
  const enough = targets.length - open.length >= metShareMin * targets.length;
  return enough && !open.some((target) => target.weight >= strongWeight || isBackwards(target, now, original));
}

/** Moved the other way, and to be seen. */
function isBackwards({ metric, from, wanted }: Target, now: Figures, original: Figures): boolean {
  return (now[metric]! - from) * Math.sign(wanted - from) < -0.5 * visibleStep(metric, original);
}

const foundationMetrics: readonly Metric[] = [
  'cast.b',
  'cast.a',
  'lightness.p50',
  'lightness.mean',
  'lightness.deviation',
];

export interface Edit {
  readonly calls: readonly ToolCall[];
  readonly predictions: readonly Prediction[];
  readonly worth: boolean;
}

const brightens = ({ targets }: Plan): boolean =>
  targets.some(({ axis, scope, from, wanted }) => axis === 'lightness' && scope === null && wanted > from);
/** What is lifted is kept from white in the same step. */
const holdsLights = ({ kind, scope }: Lever): boolean => scope === null && (kind === 'highlights' || kind === 'whites');

/** Levers that a phase turns. */
function leversIn(plan: Plan, phase: Phase): readonly Lever[] {
  switch (phase) {
    case 'foundation':
      return plan.levers.filter((lever) => lever.stage === 'foundation' || (brightens(plan) && holdsLights(lever)));
    case 'local':
      return plan.levers.filter(({ stage }) => stage === 'local');
    case 'finish':
      return plan.levers.filter(({ stage }) => stage !== 'local');
    case 'correction':
    case 'reflection':
      return plan.levers.map((lever) => nearby(lever, lever.read(plan.recipe), lever.read(plan.begin.recipe)));
    case 'whole':
      return plan.levers;
  }
}

function directIn({ open }: Plan, phase: Phase): readonly ToolCall[] {
  if (phase === 'foundation' || phase === 'local' || phase === 'finish') return open[phase];
  return [...open.foundation, ...open.local, ...open.finish];
}

const isFoundation = ({ metric, scope }: Pick<Target, 'metric' | 'scope'>): boolean =>
  foundationMetrics.includes(metric) || (scope !== null && metric.startsWith('chroma.byHue'));

function isAbout(target: Target, phase: Phase, plan: Plan): boolean {
  if (phase === 'foundation') return isFoundation(target) || plan.intent.goals.length === 0;
  if (phase === 'local') return target.scope !== null;
  return true;
}

export function editOf(plan: Plan, phase: Phase): Edit {
  const levers = leversIn(plan, phase);
  const aims = aimsOf(plan, phase);
  const direct = directIn(plan, phase);
  const sets = phase !== 'foundation' && plan.open.local.length + plan.open.finish.length > 0 && direct.length > 0;
  const drift = sets ? predict(plan.response, new Map<Mover, number>([[craftName, 1]])) : {};
  const start = added(plan.now, drift);
  const values = new Map(levers.map((lever) => [lever.name, lever.read(plan.recipe)]));
  const solved = bounded(plan, levers, values, solve(levers, values, plan.response, start, aims));
  const change = new Map<Mover, number>();
  const calls: ToolCall[] = [...direct];
  const corrects = plan.edits > 0 && phase !== 'reflection' && !breaksWord(plan);
  for (const lever of levers) {
    const now = values.get(lever.name)!;
    const to = untried(plan, lever, now, solved.get(lever.name)!);
    // Sliders that were kept from a tried value may move by less than their step.
    if (to === now || Math.abs(solved.get(lever.name)! - now) < 0.99 * lever.step) continue;
    if (corrects && Math.abs(to - now) < turnedShareMin * typicalMoves[lever.kind]) continue;
    change.set(lever.name, to - now);
    calls.push(...lever.calls(to, plan.recipe));
  }
  const expected = added(start, predict(plan.response, change));
  const saved = costOf(aims, plan.now) - costOf(aims, expected);
  const made = fresh(calls, plan.recipe);
  const moves = (metric: Metric, by: number): boolean => Math.abs(expected[metric]! - plan.now[metric]!) >= by;
  const seen = breaksWord(plan)
    ? crossedGuards(plan).some(({ metric, unit, source }) => source !== null && moves(metric, keptStepMin * unit))
    : aims.some(({ metric, unit }) => moves(metric, seenStepMin * unit)) ||
      plan.targets.some(({ metric, from, wanted }) => moves(metric, wayShareMin * Math.abs(wanted - from)));
  const helps = seen && saved > leastBenefit(plan, costOf(aims, plan.now));
  return {
    calls: made,
    predictions: predictionsOf(plan, expected, phase),
    worth: made.length > 0 && (direct.length > 0 || helps),
  };
}

/** What a correction must promise, by the error that is left. */
const leastBenefit = (plan: Plan, cost: number): number =>
  breaksWord(plan) ? keptBenefitMin : Math.max(benefitMin, benefitShareMin * cost);

/** Values beside the wanted one that are looked at. */
const besideMax = 4;

/** A value that was tried in this round already is not tried again: the nearest one on the way there is, or none. */
function untried({ recipe, wasIssued }: Plan, lever: Lever, now: number, to: number): number {
  const tried = (value: number): boolean => lever.calls(value, recipe).some(wasIssued);
  if (Math.abs(to - now) < 0.99 * lever.step || !tried(to)) return to;
  const fine = (lever.step < 1 ? 0.01 : lever.step) * Math.sign(now - to);
  for (let beside = 1; beside <= besideMax; beside += 1) {
    const value = Number((to + beside * fine).toFixed(4));
    if ((now - value) * (now - to) <= 0) break;
    if (!tried(value)) return value;
  }
  return now;
}

/** Sum of moves, in typical ones, past which an edit is another picture; "very" may go further. */
const effortMax = { plain: 11, strong: 18 } as const;
const strongWish = 0.9;

/** Bounds the whole edit, not each lever: what goes past it comes back in proportion. */
function bounded(
  { begin, recipe, intent, levers: all }: Plan,
  levers: readonly Lever[],
  now: ReadonlyMap<string, number>,
  solved: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const effort = (lever: Lever, value: number): number =>
    Math.abs(value - lever.read(begin.recipe)) / typicalMoves[lever.kind];
  const still = all.filter(({ name }) => !levers.some((lever) => lever.name === name));
  const spent = still.reduce((sum, lever) => sum + effort(lever, lever.read(recipe)), 0);
  const wanted = levers.reduce((sum, lever) => sum + effort(lever, solved.get(lever.name)!), 0);
  const strong = intent.goals.some(({ amount }) => Math.abs(amount) >= strongWish);
  const room = Math.max(0, (strong ? effortMax.strong : effortMax.plain) - spent);
  if (wanted <= room) return solved;
  return new Map(
    levers.map((lever) => {
      const from = now.get(lever.name)!;
      const to = from + (room / wanted) * (solved.get(lever.name)! - from);
      return [lever.name, Number((Math.round(to / lever.step) * lever.step).toFixed(4))];
    }),
  );
}

function nearby(lever: Lever, value: number, start: number): Lever {
  const { min, max } = correctionRange(lever.name, value, Math.abs(value - start) < lever.step);
  return { ...lever, min: Math.max(lever.min, min), max: Math.min(lever.max, max) };
}

/** Wishes of these axes are bounds more than points: held highlights may be held a little further by another tool. */
const boundAxes: readonly Axis[] = ['highlights', 'shadows', 'fade', 'haze', 'noise', 'blur'];
const beyondShare = 0.25;

export function aimsOf(plan: Plan, phase: Phase): readonly Aim[] {
  const { targets, guards, stays, original } = plan;
  const wanted = targets
    .filter((target) => isAbout(target, phase, plan))
    .flatMap(({ metric, axis, from, wanted: value, weight }): readonly Aim[] => {
      const aim: Aim = { metric, value, kind: 'equal', weight, unit: visibleStep(metric, original) };
      if (!boundAxes.includes(axis)) return [aim];
      const short = { ...aim, kind: value < from ? 'atMost' : 'atLeast', weight: (1 - beyondShare) * weight } as const;
      if (axis === noFloor) return [{ ...short, weight }];
      return [short, { ...aim, weight: beyondShare * weight }];
    });
  const still = phase === 'foundation' ? stays.filter(({ metric }) => foundationMetrics.includes(metric)) : stays;
  return [...wanted, ...guards, ...still];
}

/** What the step should do to the figures that it is about. */
function predictionsOf(plan: Plan, expected: Figures, phase: Phase): readonly Prediction[] {
  return plan.targets
    .filter((target) => isAbout(target, phase, plan))
    .map(({ metric, axis, scope }) => ({
      metric,
      before: round(plan.now[metric]!),
      // Without colour there is no chroma: that is certain, not estimated.
      expected: round(axis === 'monochrome' && scope === null ? 0 : expected[metric]!),
    }));
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
