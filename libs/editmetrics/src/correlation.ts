/** Ranks from 1; values that are equal share the mean of the ranks they take up. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let at = start; at < end; at++) result[order[at]!] = (start + 1 + end) / 2;
    start = end;
  }
  return result;
}

/**
 * Pearson's linear correlation, without a logistic fit before it. Null for fewer than two pairs or where one side does
 * not vary: there is no correlation to tell, and 0 would claim one.
 */
export function plcc(x: readonly number[], y: readonly number[]): number | null {
  if (x.length !== y.length) throw new RangeError(`${x.length} scores against ${y.length}: they must be pairs.`);
  if (x.length < 2) return null;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let covariance = 0;
  let varianceX = 0;
  let varianceY = 0;
  x.forEach((value, index) => {
    const [dx, dy] = [value - meanX, y[index]! - meanY];
    covariance += dx * dy;
    varianceX += dx * dx;
    varianceY += dy * dy;
  });
  return varianceX === 0 || varianceY === 0 ? null : covariance / Math.sqrt(varianceX * varianceY);
}

/** Spearman's rank correlation: Pearson's of the ranks. */
export function srcc(x: readonly number[], y: readonly number[]): number | null {
  return plcc(ranks(x), ranks(y));
}
