/** One day of turns, the same for every policy: when each begins and how many steps it takes. */
import { randomFrom } from './random.ts';
import { rateOf, type ShapeName } from './shapes.ts';

export interface TraceSpec {
  readonly shape: ShapeName;
  readonly seed: number;
  readonly lengthSeconds: number;
  /** Mean of an ordinary day, which the shapes are relative to. */
  readonly turnsPerSecond: number;
}

export interface Trace extends TraceSpec {
  readonly name: string;
  /** Rising. */
  readonly turnAtSeconds: Float64Array;
  readonly turnSteps: Uint8Array;
}

/** docs/performance.md, "the agent": 1.7 steps a turn. */
export const stepsPerTurn = 1.7;
/** A turn's budget of steps, docs/architecture.md. */
const stepsMax = 10;

export function traceName({ shape, seed }: Pick<TraceSpec, 'shape' | 'seed'>): string {
  return `${shape} ${seed}`;
}

/** Arrivals are Poisson, of the shape's rate second by second; the steps of a turn are geometric. */
export function makeTrace(spec: TraceSpec): Trace {
  const rate = rateOf(spec.shape, spec.seed, spec.lengthSeconds);
  const random = randomFrom(spec.seed * 7919 + 1);
  const times: number[] = [];
  for (let second = 0; second < spec.lengthSeconds; second++) {
    const each = spec.turnsPerSecond * Math.max(0, rate(second));
    let at = each > 0 ? -Math.log(1 - random()) / each : 1;
    while (at < 1) {
      times.push(second + at);
      at -= Math.log(1 - random()) / each;
    }
  }
  const stop = 1 / stepsPerTurn;
  const turnSteps = Uint8Array.from(times, () => {
    let steps = 1;
    while (steps < stepsMax && random() > stop) steps++;
    return steps;
  });
  return { ...spec, name: traceName(spec), turnAtSeconds: Float64Array.from(times), turnSteps };
}
