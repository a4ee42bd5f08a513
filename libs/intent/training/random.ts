export interface Random {
  /** 0 ≤ number < 1. */
  readonly next: () => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Up to `count` different items, in a new order. */
  readonly sample: <Item>(items: readonly Item[], count: number) => readonly Item[];
}

/** Random numbers that depend on the seed alone (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
  const sample = <Item>(items: readonly Item[], count: number): readonly Item[] => {
    const left = [...items];
    const taken: Item[] = [];
    while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(next() * left.length), 1));
    return taken;
  };
  return { next, pick, sample };
}
