import type { Paraphrase } from './paraphrases.ts';

/** What one reader did with a set of sentences. */
export interface Score {
  /** Sentences that mean something. */
  readonly wishCount: number;
  /** Of these: read wholly right and nothing beside. */
  readonly exactCount: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Sentences that mean nothing for developing. */
  readonly noneCount: number;
  /** Of these: a goal, look or anything else was read. */
  readonly falseCount: number;
}

export interface Judged {
  readonly exact: boolean;
  readonly hits: number;
  readonly misses: number;
  readonly extras: number;
}

/** Holds what was read against what a sentence means. A right reading that an entry does not need twice is no extra. */
export function judge(paraphrase: Paraphrase, readings: readonly string[]): Judged {
  const right = new Set([...paraphrase.wanted.flat(), ...paraphrase.allowed]);
  const hits = paraphrase.wanted.filter((entry) => entry.some((reading) => readings.includes(reading))).length;
  const extras = readings.filter((reading) => !right.has(reading)).length;
  const misses = paraphrase.wanted.length - hits;
  return { exact: misses === 0 && extras === 0, hits, misses, extras };
}

export function score(set: readonly Paraphrase[], readings: readonly (readonly string[])[]): Score {
  let [exactCount, hits, misses, extras, wishCount, falseCount] = [0, 0, 0, 0, 0, 0];
  for (const [index, paraphrase] of set.entries()) {
    const judged = judge(paraphrase, readings[index]!);
    if (paraphrase.none !== null) {
      falseCount += judged.extras > 0 ? 1 : 0;
      continue;
    }
    wishCount += 1;
    exactCount += judged.exact ? 1 : 0;
    hits += judged.hits;
    misses += judged.misses;
    extras += judged.extras;
  }
  const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    wishCount,
    exactCount,
    precision: ratio(hits, hits + extras),
    recall: ratio(hits, hits + misses),
    f1: ratio(2 * hits, 2 * hits + misses + extras),
    noneCount: set.length - wishCount,
    falseCount,
  };
}
