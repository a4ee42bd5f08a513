/** The curves that turn a distance into a value of 0..10. None of them is ever flat on its falling side, so that a
 * stronger distortion always scores lower than a weaker one. */

/** 10 at 0, 5 at `half`, towards 0 beyond. */
export function falloff(distance: number, half: number): number {
  return 10 / (1 + (Math.max(0, distance) / half) ** 2);
}

/** How far a figure lies outside a range; 0 inside. */
export function outside(value: number, low: number, high: number): number {
  return Math.max(0, low - value, value - high);
}

const edge = 8;

/**
 * How well a figure fits a range: 10 in its middle third, 8 at its ends (fitting, but no more than that), half of that
 * at `half` outside.
 */
export function fit(value: number, low: number, high: number, half: number): number {
  const distance = outside(value, low, high);
  if (distance > 0) return (edge * falloff(distance, half)) / 10;
  const fromMiddle = Math.abs(value - (low + high) / 2) / ((high - low) / 2);
  return 10 - (10 - edge) * Math.max(0, (fromMiddle - 1 / 3) / (2 / 3)) ** 2;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

const untouched = 1;
const nearly = 0.8;
const plenty = 1.4;

/**
 * Value of a figure that moved by `moved` where `way` was wanted (same sign convention, `way` ≠ 0): 1 where nothing
 * moved, 10 on the spot, less when it went the wrong way and less again past 1.4 of the way (an eye tells a wish from a
 * wish and a half). `step` is what is plain to see: where only a little was wanted, as little too much is forgiven.
 */
export function progress(moved: number, way: number, step: number): number {
  const share = moved / way;
  if (share < 0) return untouched / (1 - 2 * share);
  if (share < nearly) return untouched + (9.5 - untouched) * (share / nearly);
  if (share < 1) return 9.5 + 0.5 * ((share - nearly) / (1 - nearly));
  const excess = Math.abs(moved) - plenty * Math.abs(way);
  return falloff(excess / Math.max(Math.abs(way), step), 1.2);
}
