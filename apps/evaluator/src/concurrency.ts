/** Runs `work` over all items, at most `max` at once, and keeps their order. The first failure ends the rest. */
export async function mapBounded<T, R>(
  items: readonly T[],
  max: number,
  signal: AbortSignal,
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const runner = async (): Promise<void> => {
    while (next < items.length) {
      signal.throwIfAborted();
      const index = next++;
      results[index] = await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(max, items.length) }, runner));
  return results;
}
