import type { EvaluationMetric, PhotoKind, Recipe, ToolCall } from '@safelight/core';
import { applyCalls, diffRecipes } from '@safelight/recipe';
import type { NextStepRequest } from '@safelight/wire';
import { editOf, isMet, type Edit } from './decide.ts';
import { sameRecipe } from './followUp.ts';
import { typicalMoves, type Lever } from './levers/lever.ts';
import { visibleStep } from './metrics.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';
import { tellCalls } from './thought/tools.ts';
import type { Assessment, Gaps } from './thought/words.ts';

/** A metric of the evaluation that scores less than this is a gap. */
const judgedValueMax = 6;
const judgedMax = 3;
const shortMax = 3;

/** A round of reflection: why the last result was not good enough and what the original should get instead. */
export interface Reflection {
  readonly gaps: Gaps;
  readonly assessment: Assessment;
  /** The whole edit anew, on the recipe that the turn began with; null when nothing better was found. */
  readonly edit: Edit | null;
}

export function reflect(plan: Plan, request: NextStepRequest): Reflection {
  const { photoKind, original, steps, rounds } = request;
  const judged = judgedGaps(rounds.at(-1)!.evaluation.metrics);
  const missed = plan.targets.filter((target) => !isMet(target, plan.now, plan.original));
  const short = missed
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, shortMax)
    .map(({ metric, from, wanted }) => ({ metric, before: from, expected: wanted, measured: plan.now[metric]! }));
  const edit = editOf(plan, 'reflection');
  const assessment = assess(plan, missed, plan.intent.locale);
  const refined = applied(plan.recipe, edit.calls, photoKind);
  const seen = [original, ...steps.map(({ observation }) => observation)].some(({ recipe }) =>
    sameRecipe(recipe, refined),
  );
  const calls = diffRecipes(original.recipe, refined, photoKind);
  const better = edit.worth && !seen && calls.length > 0;
  return { gaps: { short, judged }, assessment, edit: better ? { ...edit, calls } : null };
}

function judgedGaps(metrics: readonly EvaluationMetric[]): readonly EvaluationMetric[] {
  const loss = ({ weight, value }: EvaluationMetric): number => weight * (10 - value);
  return metrics
    .filter(({ value }) => value < judgedValueMax)
    .toSorted((a, b) => loss(b) - loss(a))
    .slice(0, judgedMax);
}

/** The levers that matter for what was missed: those turned too little, too far, or not at all. */
function assess(plan: Plan, missed: readonly Target[], locale: Plan['intent']['locale']): Assessment {
  const tooWeak = new Set<string>();
  const tooStrong = new Set<string>();
  const missing = new Set<string>();
  for (const { metric, wanted } of missed) {
    const way = Math.sign(wanted - plan.now[metric]!);
    for (const lever of plan.levers) {
      const gain = plan.response.gains.get(lever.name)?.[metric] ?? 0;
      if (Math.abs(gain * typicalMoves[lever.kind]) < 0.5 * visibleStep(metric, plan.original)) continue;
      const turned = lever.read(plan.recipe) - lever.read(plan.begin.recipe);
      const name = nameOfLever(lever, plan.recipe, locale);
      if (Math.abs(turned) < lever.step) missing.add(name);
      else if (Math.sign(turned * gain) === way) tooWeak.add(name);
      else tooStrong.add(name);
    }
  }
  return { tooWeak: [...tooWeak], tooStrong: [...tooStrong], missing: [...missing].slice(0, 3) };
}

/** The lever by the name that its setting has in thoughts. */
export function nameOfLever(lever: Lever, recipe: Recipe, locale: Plan['intent']['locale']): string {
  const { whole, local } = tellCalls(lever.calls(lever.max === 0 ? lever.min : lever.max, recipe), locale);
  const [part] = local;
  const name = part?.settings.at(-1)?.name ?? whole[0]?.name ?? lever.name;
  if (part === undefined) return name;
  return locale === 'zh' ? `${part.target}的${name}` : `${name} on “${part.target}”`;
}

function applied(recipe: Recipe, calls: readonly ToolCall[], photoKind: PhotoKind): Recipe {
  return applyCalls(recipe, calls, { photoKind, notRendered: () => undefined }).recipe;
}
