import { sha256 } from '@safelight/core';
import type { Axis } from '@safelight/intent';

/** Largest share by which a seed makes a wish stronger or weaker. */
const spread = 0.18;

/** How a candidate differs: in strength and in the order of its tools. Seed 0 is the plain reading. */
export interface Variation {
  /** Factor on the amount of a wish. */
  readonly amount: (axis: Axis) => number;
  /** Which tool is taken first. */
  readonly order: <T>(axis: Axis, choices: readonly T[]) => readonly T[];
}

/** Axes with two tools that do nearly the same, so that either may come first. */
const freeOrder: readonly Axis[] = ['contrast', 'saturation', 'clarity', 'highlights'];

export function variation(seed: number): Variation {
  if (seed === 0) return { amount: () => 1, order: (_, choices) => choices };
  const unit = (name: string): number => parseInt(sha256(`${seed}:${name}`).slice(0, 8), 16) / 0xffff_ffff;
  return {
    amount: (axis) => 1 + spread * (2 * unit(axis) - 1),
    order: (axis, choices) => {
      const [first, second, ...rest] = choices;
      const turned = freeOrder.includes(axis) && unit(`order ${axis}`) > 0.5;
      return turned && first !== undefined && second !== undefined ? [second, first, ...rest] : choices;
    },
  };
}
