import type { Recipe, Scores, ToolCall } from '@safelight/core';
import { holds } from './calls.ts';
import { isMet } from './decide.ts';
import { blownLightnessMin, isCrossed } from './guards.ts';
import { visibleStep, type Figures } from './metrics.ts';
import type { Plan } from './plan.ts';
import type { Target } from './target.ts';

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
const oneToFive = (share: number): number => Math.round((1 + 4 * clamp(share, 0, 1)) * 10) / 10;

/**
 * Share of the way to a target, 0..1. Past it nothing is lost at first (a quarter of the way, or two steps that one
 * just sees), then it falls again.
 */
export function attainment({ metric, axis, from, wanted }: Target, now: Figures, original: Figures): number {
  const way = wanted - from;
  if (way === 0) return 1;
  const share = (now[metric]! - from) / way;
  if (share <= 1 || axis === 'noise') return clamp(share, 0, 1);
  const step = visibleStep(metric, original);
  const beyond = Math.abs(now[metric]! - wanted) - Math.max(0.25 * Math.abs(way), 2 * step);
  return clamp(1 - beyond / Math.max(Math.abs(way), 2 * step), 0, 1);
}

/** What the planner thinks of its own edit, from how far the targets were reached and what it cost the picture. */
export function selfScore(plan: Plan): Scores {
  const { targets, guards, now, original, intent, recipe, direct } = plan;
  const reached = targets.map((target) => ({ weight: target.weight, value: attainment(target, now, original) }));
  const asked = [...direct.foundation, ...direct.local];
  const explicit = asked.map((call) => ({ weight: 1, value: stands(recipe, call) ? 1 : 0 }));
  const kept = intent.constraints.map(({ source }) => ({
    weight: 0.8,
    value: guards.some((guard) => guard.source === source && isCrossed(guard, now)) ? 0 : 1,
  }));
  const parts = intent.notDevelopWork.length + intent.notUnderstood.length + plan.impossible.length;
  const undone = Array.from({ length: parts }, () => ({ weight: 0.8, value: 0 }));
  const resumed = intent.followUps.length > 0 ? [{ weight: 1, value: 1 }] : [];
  const all = [...reached, ...explicit, ...kept, ...undone, ...resumed];
  const weight = all.reduce((sum, one) => sum + one.weight, 0);
  const instruction = weight === 0 ? 1 : all.reduce((sum, one) => sum + one.weight * one.value, 0) / weight;
  return {
    instruction: oneToFive(instruction),
    aesthetic: oneToFive(0.85 - strain(now) + 0.5 * (strain(original) - strain(now)) - crossed(plan)),
  };
}

/** A value at its default leaves no setting behind. */
const stands = (recipe: Recipe, call: ToolCall): boolean =>
  holds(recipe, call) || call.value === 0 || call.value === false;

/** A wish that got less than this share of its way was missed. */
const attainmentMin = 0.5;

/** Wishes that were tried and not reached, and what was to be kept and was not; verbatim. */
export function missedWishes({ targets, guards, now, original }: Plan): readonly string[] {
  const short = [...new Set(targets.map(({ source }) => source))].filter((source) => {
    const own = targets.filter((target) => target.source === source);
    const weight = own.reduce((sum, target) => sum + target.weight, 0);
    const reached = own.reduce((sum, target) => sum + target.weight * attainment(target, now, original), 0);
    return reached < attainmentMin * weight && !own.every((target) => isMet(target, now, original));
  });
  const broken = guards.flatMap((guard) => (guard.source !== null && isCrossed(guard, now) ? [guard.source] : []));
  return [...new Set([...short, ...broken])];
}

/** Bounds that pull less are hints, not harm. */
const countedWeightMin = 0.5;

/** How far a picture is from what usually pleases, 0..1: lost ends, no tonal range, dim or glaring, dyed. */
function strain(figures: Figures): number {
  // A channel that ends in a saturated colour is not lost light.
  const blown = figures['lightness.p99']! >= blownLightnessMin ? 2.5 : 0.3;
  const lost = clamp(blown * figures['clipping.highlights']!, 0, 0.2) + clamp(3 * figures['clipping.shadows'], 0, 0.2);
  const range = clamp((62 - (figures['lightness.p95']! - figures['lightness.p05']!)) / 120, 0, 0.25);
  const middle = clamp((Math.abs(figures['lightness.p50'] - 52) - 14) / 80, 0, 0.25);
  const dyed =
    clamp((figures['chroma.p95'] - 22) / 40, 0, 0.25) + clamp((Math.abs(figures['cast.b']) - 8) / 30, 0, 0.2);
  return lost + range + middle + dyed;
}

function crossed({ guards, now }: Plan): number {
  return 0.04 * guards.filter((guard) => guard.weight >= countedWeightMin && isCrossed(guard, now)).length;
}
