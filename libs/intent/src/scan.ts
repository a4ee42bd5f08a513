import { english } from './lexicon/en/index.ts';
import type { Lexicon, Meaning } from './lexicon/meaning.ts';
import { sliderRows } from './lexicon/sliders.ts';
import { chinese } from './lexicon/zh/index.ts';
import { fold } from './text.ts';

/** A piece of the instruction with its meaning; `from`..`to` are positions in the instruction. */
export interface Token {
  readonly meaning: Meaning;
  readonly from: number;
  readonly to: number;
}

interface Matcher {
  readonly pattern: RegExp;
  readonly meanings: ReadonlyMap<string, Meaning>;
}

const squeeze = (text: string): string => text.replaceAll(/ +/g, ' ');

/** One sticky pattern of all phrases, longest first, so that the longest phrase wins. */
function matcherOf(lexicon: Lexicon): Matcher {
  const meanings = new Map<string, Meaning>();
  for (const [meaning, phrases] of lexicon.rows) {
    for (const phrase of phrases.split('|')) if (!meanings.has(phrase)) meanings.set(phrase, meaning);
  }
  const alternatives = [...meanings.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', ' +'))
    .join('|');
  const [before, after] = lexicon.spaced ? ['(?<![a-z])', '(?![a-z])'] : ['', ''];
  return { pattern: new RegExp(`${before}(?:${alternatives})${after}`, 'y'), meanings };
}

const matchers = [
  matcherOf({ ...english, rows: [...english.rows, ...sliderRows.en] }),
  matcherOf({ ...chinese, rows: [...chinese.rows, ...sliderRows.zh] }),
];

const number = /([+-]) *(\d{1,6}(?:\.\d{1,4})?)(?:\/(\d{1,3}))?|(\d{1,6}(?:\.\d{1,4})?)(?:\/(\d{1,3}))?/y;
const breaks = /[,.;:!?\n"()[\]{}、。…·|]+/y;
/** "16:9": neither two numbers nor a break. */
const ratio = /\d{1,5}:\d{1,5}/y;
const unknownWord = /[a-z']+|./uy;
const trivial = /[\s%'*_~#@^$`<>\\/=+-]/y;

/** Cuts the instruction into tokens: the longest known phrase at each place, numbers, breaks, and what is unknown. */
export function scan(text: string): readonly Token[] {
  const folded = fold(text);
  const tokens: Token[] = [];
  let at = 0;
  while (at < folded.length) {
    const token = numberAt(folded, at) ?? breakAt(folded, at) ?? phraseAt(folded, at);
    if (token !== null) {
      tokens.push(token);
      at = token.to;
      continue;
    }
    const skipped = matchAt(trivial, folded, at);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    const to = at + (matchAt(unknownWord, folded, at)?.[0].length ?? 1);
    tokens.push({ meaning: { kind: 'unknown' }, from: at, to });
    at = to;
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function numberAt(text: string, at: number): Token | null {
  const ratioMatch = matchAt(ratio, text, at);
  if (ratioMatch !== null) return { meaning: { kind: 'unknown' }, from: at, to: at + ratioMatch[0].length };
  const match = matchAt(number, text, at);
  if (match === null) return null;
  const [whole, sign, signedDigits, signedUnder, digits, under] = match;
  // "35mm", "70s": digits glued to a word are part of that word.
  if (phraseAt(text, at) !== null) return null;
  const divisor = Number(signedUnder ?? under ?? 1);
  if (divisor === 0) return null;
  const size = Number(signedDigits ?? digits) / divisor;
  const meaning: Meaning = { kind: 'number', value: sign === '-' ? -size : size, signed: sign !== undefined };
  return { meaning, from: at, to: at + whole.length };
}

function breakAt(text: string, at: number): Token | null {
  const match = matchAt(breaks, text, at);
  return match === null ? null : { meaning: { kind: 'break' }, from: at, to: at + match[0].length };
}

function phraseAt(text: string, at: number): Token | null {
  let best: Token | null = null;
  for (const { pattern, meanings } of matchers) {
    const match = matchAt(pattern, text, at);
    if (match === null || (best !== null && match[0].length <= best.to - best.from)) continue;
    best = { meaning: meanings.get(squeeze(match[0]))!, from: at, to: at + match[0].length };
  }
  return best;
}
