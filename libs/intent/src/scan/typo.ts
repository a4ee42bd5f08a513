/** Shorter words have too many neighbours: "warm" is one letter from "farm". */
const lengthMin = 6;

/** Words that are one letter from a word of the lexicon and are meant as they stand. */
const meant = new Set(
  'matter matters reader readers drawing drawings former blight bright-eyed fright flight flights slight plight sharper clearing coaster poster posters faster filmed moving winner dinner warmth farmer letter saddle shallow shadow contract contrary darling marker market barker bottle subtle middle golden garden harden warden softly lifted gifted drifted nature mature'.split(
    ' ',
  ),
);

/** A text with its misspelt words put right; `origin[i]` is where position i of it stands in the original. */
export interface Spelled {
  readonly text: string;
  readonly origin: readonly number[];
}

/** Finds words of the lexicon behind words with one wrong letter. */
export class Speller {
  readonly #words: ReadonlySet<string>;
  readonly #byInitial = new Map<string, string[]>();

  constructor(phrases: Iterable<string>) {
    this.#words = new Set([...phrases].flatMap((phrase) => phrase.match(/[a-z]+/g) ?? []));
    for (const word of this.#words) {
      if (word.length < lengthMin - 1) continue;
      const list = this.#byInitial.get(word[0]!) ?? [];
      list.push(word);
      this.#byInitial.set(word[0]!, list);
    }
  }

  /**
   * Puts right each long unknown word that one word of the lexicon is one letter away from, and drawn-out ones of any
   * length; a first letter is trusted.
   */
  spell(folded: string): Spelled {
    const parts: string[] = [];
    const origin: number[] = [];
    const copy = (from: number, to: number): void => {
      parts.push(folded.slice(from, to));
      for (let at = from; at < to; at += 1) origin.push(at);
    };
    let done = 0;
    for (const match of folded.matchAll(/[a-z]+/g)) {
      const [word] = match;
      const corrected = this.#shortened(word) ?? (word.length < lengthMin ? null : this.#corrected(word));
      if (corrected === null) continue;
      copy(done, match.index);
      parts.push(corrected);
      for (let at = 0; at < corrected.length; at += 1) origin.push(match.index + Math.min(at, word.length - 1));
      done = match.index + word.length;
    }
    copy(done, folded.length);
    origin.push(folded.length);
    return { text: parts.join(''), origin };
  }

  /** "Wayyy", "sooo": a letter written three times and more is meant once or twice. */
  #shortened(word: string): string | null {
    if (!/(.)\1\1/.test(word) || this.#words.has(word)) return null;
    const candidates = ['$1', '$1$1'].map((kept) => word.replaceAll(/(.)\1{2,}/g, kept));
    return candidates.find((candidate) => this.#words.has(candidate)) ?? null;
  }

  #corrected(word: string): string | null {
    if (this.#words.has(word) || meant.has(word)) return null;
    const near = (this.#byInitial.get(word[0]!) ?? []).filter((candidate) => isOneEdit(word, candidate));
    return near.length === 1 ? near[0]! : null;
  }
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneEdit(first: string, second: string): boolean {
  if (Math.abs(first.length - second.length) > 1) return false;
  let head = 0;
  while (head < first.length && first[head] === second[head]) head += 1;
  if (first.length !== second.length) {
    const [longer, shorter] = first.length > second.length ? [first, second] : [second, first];
    return longer.slice(head + 1) === shorter.slice(head);
  }
  if (first.slice(head + 1) === second.slice(head + 1)) return true;
  const swapped = first[head] === second[head + 1] && first[head + 1] === second[head];
  return swapped && first.slice(head + 2) === second.slice(head + 2);
}
