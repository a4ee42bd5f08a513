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

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

const untouched = 1;
const nearly = 0.8;
const plenty = 1.4;

/**
 * Value of having gone `share` of the wanted way: 1 where nothing moved, 10 on the spot, less when it went the wrong
 * way and less again past 1.4 of the way (an eye tells a wish from a wish and a half).
 */
export function progress(share: number): number {
  if (share < 0) return untouched / (1 - 2 * share);
  if (share < nearly) return untouched + (9.5 - untouched) * (share / nearly);
  if (share < 1) return 9.5 + 0.5 * ((share - nearly) / (1 - nearly));
  return falloff(share - plenty, 1.2);
}
