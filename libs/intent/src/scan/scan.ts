import { english } from '../lexicon/en/index.ts';
import type { Meaning } from '../lexicon/meaning.ts';
import { sliderRows } from '../lexicon/sliders.ts';
import { chinese } from '../lexicon/zh/index.ts';
import { codeEnd } from './code.ts';
import { fold } from './text.ts';
import { Trie, type Match } from './trie.ts';
import { Speller } from './typo.ts';

/** A piece of the instruction with its meaning; `from`..`to` are positions in the instruction. */
export interface Token {
  readonly meaning: Meaning;
  /** As written, folded and with its spelling put right. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Written behind a space that stands between two Chinese words, where it is as good as a comma. */
  readonly spaced: boolean;
}

const lexicons = [
  { ...english, rows: [...english.rows, ...sliderRows.en] },
  { ...chinese, rows: [...chinese.rows, ...sliderRows.zh] },
];
const tries = lexicons.map((lexicon) => new Trie(lexicon));
const speller = new Speller(lexicons[0]!.rows.flatMap(([, phrases]) => phrases.split('|')));

/** A fraction ("1/3"), a number with or without a sign. */
const number =
  /([+-]) *(\d{1,6}(?:\.\d{1,4})?|\.\d{1,4})(?:\/(\d{1,3}))?|(\d{1,6}(?:\.\d{1,4})?|\.\d{1,4})(?:\/(\d{1,3}))?/y;
/** "Minus one third", 负十. */
const spoken =
  /(minus|plus|negative|负) *(?:(\d{1,6}(?:\.\d{1,4})?)|(one third|a third|two thirds|half|one|two|three|four|five|ten|fifteen|twenty|thirty|forty|fifty|十|二十|三十|五十))(?![a-z\d])/y;
const words: Readonly<Record<string, number>> = {
  'one third': 1 / 3,
  'a third': 1 / 3,
  'two thirds': 2 / 3,
  half: 0.5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  十: 10,
  二十: 20,
  三十: 30,
  五十: 50,
};
/** "16:9", "4x5", "2.35:1", 16比9, "3 by 2". */
const ratio = /(\d{1,4}(?:\.\d{1,3})?) ?(?::|x|×|比| by ) ?(\d{1,4}(?:\.\d{1,3})?)(?![\d.])/y;
const breaks = /[,.;:!?\n"()[\]{}。…·|]+/y;
const unknownWord = /[a-z']+|./uy;
const hanSpace = /^\p{Script=Han} \p{Script=Han}$/u;
const trivial =
  /[\s'*_~#@^$`<>\\/=+-]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3/uy;

/** Cuts the instruction into tokens: the longest known phrase at each place, numbers, breaks, and what is unknown. */
export function scan(instruction: string): readonly Token[] {
  const { text, origin } = speller.spell(fold(instruction));
  const tokens: Token[] = [];
  const push = (meaning: Meaning, from: number, to: number): void => {
    // A corrected word may be longer or shorter than what was written: its last letter says where it ends.
    tokens.push({
      meaning,
      text: text.slice(from, to),
      spaced: hanSpace.test(text.slice(Math.max(0, from - 2), from + 1)),
      from: origin[from]!,
      to: origin[to - 1]! + (origin[to]! > origin[to - 1]! + 1 ? 2 : 1),
    });
  };
  let at = 0;
  while (at < text.length) {
    const code = codeEnd(text, at);
    const match =
      code !== null
        ? { meaning: { kind: 'code' } as const, to: code }
        : (ratioAt(text, at) ?? numberAt(text, at) ?? breakAt(text, at) ?? phraseAt(text, at));
    if (match !== null) {
      push(match.meaning, at, match.to);
      at = match.to;
      continue;
    }
    const skipped = matchAt(trivial, text, at);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    const to = at + (matchAt(unknownWord, text, at)?.[0].length ?? 1);
    push({ kind: 'unknown' }, at, to);
    at = to;
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function ratioAt(text: string, at: number): Match | null {
  if (/[\d.]/.test(text[at - 1] ?? '')) return null;
  const match = matchAt(ratio, text, at);
  if (match === null) return null;
  const aspect = Number(match[1]) / Number(match[2]);
  // A frame narrower than 1 : 10 is a slip of the pen.
  if (!(aspect >= 0.1 && aspect <= 10)) return { meaning: { kind: 'unknown' }, to: at + match[0].length };
  return { meaning: { kind: 'geometry', aspect, straighten: false }, to: at + match[0].length };
}

function numberAt(text: string, at: number): Match | null {
  const said = matchAt(spoken, text, at);
  if (said !== null) {
    const value = said[2] === undefined ? words[said[3]!]! : Number(said[2]);
    const negative = /minus|negative|负/.test(said[1]!);
    return { meaning: { kind: 'number', value: negative ? -value : value, signed: true }, to: at + said[0].length };
  }
  const match = matchAt(number, text, at);
  if (match === null) return null;
  const [whole, sign, signedDigits, signedUnder, digits, under] = match;
  // "35mm", "70s": digits glued to a word are part of that word.
  if (phraseAt(text, at) !== null) return null;
  const divisor = Number(signedUnder ?? under ?? 1);
  if (divisor === 0) return null;
  const size = Number(signedDigits ?? digits) / divisor;
  const meaning: Meaning = { kind: 'number', value: sign === '-' ? -size : size, signed: sign !== undefined };
  return { meaning, to: at + whole.length };
}

function breakAt(text: string, at: number): Match | null {
  if (text[at] === '、') return { meaning: { kind: 'join' }, to: at + 1 };
  const match = matchAt(breaks, text, at);
  return match === null ? null : { meaning: { kind: 'break' }, to: at + match[0].length };
}

function phraseAt(text: string, at: number): Match | null {
  const [first, second] = tries.map((trie) => trie.longest(text, at));
  if (first === null || first === undefined) return second ?? null;
  return second !== null && second !== undefined && second.to > first.to ? second : first;
}
