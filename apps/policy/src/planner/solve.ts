import type { Lever } from './levers/lever.ts';
import type { Figures, Metric } from './metrics.ts';
import { effortOf, type Response } from './response.ts';

/** A figure that should come to a value (`equal`), or stay on one side of it. */
export interface Aim {
  readonly metric: Metric;
  readonly value: number;
  readonly kind: 'equal' | 'atMost' | 'atLeast';
  /** Squared weight of one visible step of error. */
  readonly weight: number;
  /** Size of a visible step in the metric's unit. */
  readonly unit: number;
}

/** Weight of a lever's distance from zero: settings are not turned further than the aims are worth. */
const effortWeight = 0.012;
/** Weight of a lever's change in this step: what stands is not turned about for little. */
const changeWeight = 0.03;
const sweeps = 60;
/** A bound pulls no harder than this many visible steps beyond it: one blown lamp must not undo the whole edit. */
const boundPullMax = 3;

/** Visible steps from the aim, signed; 0 on the free side of a bound. */
function errorOf(aim: Aim, value: number): number {
  const error = (value - aim.value) / aim.unit;
  if (aim.kind === 'atMost') return Math.max(0, error);
  if (aim.kind === 'atLeast') return Math.min(0, error);
  return error;
}

/** How hard an aim pulls: as a spring, a bound no harder than its limit (Huber 1964). */
function pullOf(aim: Aim, value: number): number {
  const error = errorOf(aim, value);
  return aim.kind === 'equal' ? error : Math.max(-boundPullMax, Math.min(boundPullMax, error));
}

/** How far figures are from the aims: visible steps squared, weighed; in a straight line where a bound's pull is at its limit. */
export function costOf(aims: readonly Aim[], figures: Figures): number {
  return aims.reduce((sum, aim) => {
    const error = Math.abs(errorOf(aim, figures[aim.metric]!));
    const pull = Math.abs(pullOf(aim, figures[aim.metric]!));
    return sum + aim.weight * pull * (2 * error - pull);
  }, 0);
}

/**
 * Lever values that bring the figures nearest the aims by the response, within the levers' ranges: damped least
 * squares, by coordinate descent. `now` are the values at which the figures were measured.
 */
export function solve(
  levers: readonly Lever[],
  now: ReadonlyMap<string, number>,
  response: Response,
  figures: Figures,
  aims: readonly Aim[],
): ReadonlyMap<string, number> {
  const values = new Map(levers.map(({ name }) => [name, now.get(name) ?? 0]));
  const at = aims.map((aim) => figures[aim.metric]!);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const lever of levers) {
      const before = values.get(lever.name)!;
      const after = bestValue(lever, before, now.get(lever.name) ?? 0, response, aims, at);
      if (after === before) continue;
      values.set(lever.name, after);
      for (const [index, aim] of aims.entries()) {
        at[index] = at[index]! + (response.gains.get(lever.name)?.[aim.metric] ?? 0) * (after - before);
      }
    }
  }
  return new Map(levers.map((lever) => [lever.name, roundTo(values.get(lever.name)!, lever.step)]));
}

/** Halvings of a lever's range: past these a step is finer than any slider's. */
const halvings = 14;

/**
 * The minimum along one lever. The cost is convex with kinks where a bound begins to pull, so its slope rises and is
 * halved down to zero; Newton's steps would jump to and fro across a kink.
 */
function bestValue(
  lever: Lever,
  start: number,
  now: number,
  response: Response,
  aims: readonly Aim[],
  at: readonly number[],
): number {
  const gains = response.gains.get(lever.name) ?? {};
  const effort = effortOf(lever.name, 1) ** 2;
  const moved = aims.flatMap((aim, index) => {
    const gain = gains[aim.metric] ?? 0;
    return gain === 0 ? [] : [{ aim, gain, from: at[index]! }];
  });
  const slopeAt = (value: number): number =>
    moved.reduce(
      (sum, { aim, gain, from }) => sum + (aim.weight * gain * pullOf(aim, from + gain * (value - start))) / aim.unit,
      effort * (effortWeight * value + changeWeight * (value - now)),
    );
  let low = Math.min(lever.min, start);
  let high = Math.max(lever.max, start);
  if (slopeAt(low) >= 0) return low;
  if (slopeAt(high) <= 0) return high;
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (low + high) / 2;
    if (slopeAt(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function roundTo(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(4));
}
