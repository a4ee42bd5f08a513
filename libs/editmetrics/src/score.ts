/** O = √(SC · PQ) of one picture; both 0..10. Take it per picture, then average. */
export function overall(sc: number, pq: number): number {
  for (const [name, score] of Object.entries({ sc, pq })) {
    if (!(score >= 0 && score <= 10)) throw new RangeError(`${name} is ${score}; it must lie in 0..10.`);
  }
  return Math.sqrt(sc * pq);
}

/** A mean that owns up to what it leaves out. */
export interface Summary {
  /** Over what succeeded; null when nothing did. */
  readonly mean: number | null;
  readonly succeeded: number;
  readonly failed: number;
}

/** `null` stands for a failure: it is counted and no number is made up for it. */
export function summarise(values: readonly (number | null)[]): Summary {
  const numbers = values.filter((value) => value !== null);
  const odd = numbers.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`${odd} is no figure; a failure is null.`);
  const mean = numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return { mean, succeeded: numbers.length, failed: values.length - numbers.length };
}
