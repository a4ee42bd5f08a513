import { typicalMoves, type LeverKind } from './levers/lever.ts';
import { visibleStep, type Figures, type Metric } from './metrics.ts';

/** How much each metric changes per unit of a lever. */
export type Gains = Readonly<Record<Metric, number>>;

/** What else moves the picture beside the levers: the fixed part of a look, from 0 (absent) to 1. */
export const craftName = 'craft';
/** Name of a lever, or of the craft. */
export type Mover = string;

/** Slopes and how sure they are: the variance of each slope, from its prior and from what was measured since. */
export interface Response {
  readonly gains: ReadonlyMap<Mover, Gains>;
  readonly variances: ReadonlyMap<Mover, Figures>;
}

/** A move that was made and what it did. */
export interface Move {
  readonly change: ReadonlyMap<Mover, number>;
  readonly effect: Figures;
}

/** Typical size of a move of a lever; learning weighs levers in these. */
const typicalMove = (name: Mover): number =>
  name === craftName ? 1 : typicalMoves[name.slice(name.lastIndexOf('/') + 1) as LeverKind];

/** A slope is expected to be wrong by about this share; a craft of unknown effect by these visible steps. */
const slopeDoubt = 0.7;
const craftDoubtSteps = 2;
/** What is never expected is not impossible: this many visible steps per typical move. */
const sideEffectSteps = 0.12;
/** Error of a prediction that is the picture's bend rather than a wrong slope, in visible steps. */
const bendSteps = 0.35;

/** A response of which nothing was tried yet. */
export function untried(gains: ReadonlyMap<Mover, Gains>, at: Figures): Response {
  const variances = new Map<Mover, Figures>();
  for (const [name, slopes] of gains) {
    const doubt = (metric: Metric): number => {
      const step = visibleStep(metric, at) / typicalMove(name);
      return (
        slopeDoubt * Math.abs(slopes[metric] ?? 0) + (name === craftName ? craftDoubtSteps : sideEffectSteps) * step
      );
    };
    variances.set(name, Object.fromEntries(Object.keys(at).map((metric) => [metric, doubt(metric) ** 2])));
  }
  return { gains, variances };
}

/**
 * The response after a move, by recursive least squares with a diagonal prior: what was measured beside the prediction
 * goes to the slopes that moved most and were least sure. For one lever alone this is the secant.
 */
export function learn(response: Response, { change, effect }: Move, original: Figures): Response {
  const moved = [...change].filter(([, by]) => by !== 0);
  const gains = new Map(response.gains);
  const variances = new Map(response.variances);
  const predicted = predict(response, change);
  for (const [name] of moved) {
    gains.set(name, { ...response.gains.get(name) });
    variances.set(name, { ...response.variances.get(name)! });
  }
  for (const metric of Object.keys(effect)) {
    const noise = (bendSteps * visibleStep(metric, original)) ** 2;
    const doubt = moved.reduce((sum, [name, by]) => sum + response.variances.get(name)![metric] * by * by, noise);
    const surprise = effect[metric]! - (predicted[metric] ?? 0);
    for (const [name, by] of moved) {
      const variance = response.variances.get(name)![metric];
      const share = (variance * by) / doubt;
      const slopes = gains.get(name) as Record<Metric, number>;
      slopes[metric] = (slopes[metric] ?? 0) + share * surprise;
      (variances.get(name) as Record<Metric, number>)[metric] = variance * (1 - share * by);
    }
  }
  return { gains, variances };
}

/** The change of every metric that a move should bring. */
export function predict(response: Response, change: ReadonlyMap<Mover, number>): Figures {
  const sum: Record<Metric, number> = {};
  for (const [name, by] of change) {
    if (by === 0) continue;
    for (const [metric, gain] of Object.entries(response.gains.get(name) ?? {})) {
      sum[metric] = (sum[metric] ?? 0) + gain * by;
    }
  }
  return sum;
}

/** Whether a lever, moved by its typical amount, changes what it is meant for by less than a tenth of a visible step. */
export function isDead(response: Response, name: Mover, metric: Metric, original: Figures): boolean {
  const gain = response.gains.get(name)?.[metric] ?? 0;
  return Math.abs(gain * typicalMove(name)) < 0.1 * visibleStep(metric, original);
}

export function movedTypically(name: Mover, by: number): boolean {
  return Math.abs(by) >= 0.3 * typicalMove(name);
}

/** How far one correction turns a lever: what is known of the slopes holds near where it was measured; a new lever has its first move. */
export function correctionRange(
  name: Mover,
  value: number,
  isNew: boolean,
): { readonly min: number; readonly max: number } {
  const reach = (isNew ? 1.3 : 0.7) * typicalMove(name);
  return { min: value - reach, max: value + reach };
}

export function effortOf(name: Mover, value: number): number {
  return value / typicalMove(name);
}
