import type { Lexicon, Meaning } from '../lexicon/meaning.ts';

interface Node {
  readonly next: Map<string, Node>;
  meaning: Meaning | null;
}

export interface Match {
  readonly meaning: Meaning;
  readonly to: number;
}

/** The phrases of a lexicon by their letters: the longest one at a place is found in as many looks as it has letters. */
export class Trie {
  readonly #root: Node = { next: new Map(), meaning: null };

  constructor({ rows }: Lexicon) {
    for (const [meaning, phrases] of rows) for (const phrase of phrases.split('|')) this.#add(phrase, meaning);
  }

  #add(phrase: string, meaning: Meaning): void {
    let node = this.#root;
    for (const letter of phrase) {
      let next = node.next.get(letter);
      if (next === undefined) node.next.set(letter, (next = { next: new Map(), meaning: null }));
      node = next;
    }
    // The first row that has a phrase gives its meaning.
    node.meaning ??= meaning;
  }

  /** The longest phrase at `from`; runs of spaces count as one. */
  longest(text: string, from: number): Match | null {
    // A phrase is no part of a word, also where Latin letters stand between Chinese ones.
    if (isLetter(text[from - 1]) && isLetter(text[from])) return null;
    let best: Match | null = null;
    let node: Node | undefined = this.#root;
    for (let at = from; at < text.length; at += 1) {
      const letter = text[at]!;
      if (letter === ' ' && at > from && text[at - 1] === ' ') continue;
      node = node.next.get(letter);
      if (node === undefined) break;
      const ends = !isLetter(letter) || !isLetter(text[at + 1]);
      if (node.meaning !== null && ends) best = { meaning: node.meaning, to: at + 1 };
    }
    return best;
  }
}

function isLetter(letter: string | undefined): boolean {
  return letter !== undefined && letter >= 'a' && letter <= 'z';
}
