export interface CurvePoint {
  readonly predicted: number;
  readonly calibrated: number;
}

interface Pool {
  readonly predicted: number;
  readonly calibrated: number;
  readonly weight: number;
}

/**
 * The monotone curve nearest to the pairs in least squares: isotonic regression by pool-adjacent-violators (Ayer et al.
 * 1955; Barlow et al. 1972). Each pool becomes one point at its mean, so that the curve between them is linear and has
 * no steps: two edits that differ in raw score differ in calibrated score unless people did not tell them apart.
 */
export function isotonicCurve(
  pairs: readonly { readonly predicted: number; readonly human: number }[],
): readonly CurvePoint[] {
  const pools: Pool[] = [];
  for (const own of byPredicted(pairs)) {
    let pool = own;
    for (let last = pools.at(-1); last !== undefined && last.calibrated >= pool.calibrated; last = pools.at(-1)) {
      pools.pop();
      pool = joined(last, pool);
    }
    pools.push(pool);
  }
  return pools.map(({ predicted, calibrated }) => ({ predicted, calibrated }));
}

/** Pairs of one predicted score can only have one value: their mean. By rising score. */
function byPredicted(pairs: readonly { readonly predicted: number; readonly human: number }[]): readonly Pool[] {
  const sorted = [...pairs].sort((one, other) => one.predicted - other.predicted || one.human - other.human);
  const pools: Pool[] = [];
  for (const { predicted, human } of sorted) {
    const last = pools.at(-1);
    const own: Pool = { predicted, calibrated: human, weight: 1 };
    if (last?.predicted === predicted) pools[pools.length - 1] = { ...joined(last, own), predicted };
    else pools.push(own);
  }
  return pools;
}

function joined(one: Pool, other: Pool): Pool {
  const weight = one.weight + other.weight;
  const mean = (key: 'predicted' | 'calibrated'): number =>
    (one[key] * one.weight + other[key] * other.weight) / weight;
  return { predicted: mean('predicted'), calibrated: mean('calibrated'), weight };
}

/** Linear between points, level beyond them. */
export function apply(points: readonly CurvePoint[], predicted: number): number {
  const [first, last] = [points[0]!, points.at(-1)!];
  if (predicted <= first.predicted) return first.calibrated;
  if (predicted >= last.predicted) return last.calibrated;
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]!.predicted <= predicted) low = middle;
    else high = middle;
  }
  const [from, to] = [points[low]!, points[high]!];
  const share = (predicted - from.predicted) / (to.predicted - from.predicted);
  return from.calibrated + share * (to.calibrated - from.calibrated);
}
