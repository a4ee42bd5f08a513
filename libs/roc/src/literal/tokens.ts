import { Fault, limits } from '@safelight/core';

export type Token =
  | { readonly kind: 'punctuation'; readonly text: string; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'string'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number };

const punctuation = new Set(['{', '}', '[', ']', '(', ')', ',', ';', '=', ':']);
const space = /[\s\uFEFF]+/y;
const comment = /--\[\[[^]*?\]\]|--[^\n]*|#[^\n]*/y;
const longString = /\[(=*)\[\n?([^]*?)\]\1\]/y;
/** What a list begins with. */
const listStart = /^\s*["'\d.+\-[{\]]/;
const numeral = /[+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![\w.])/y;
const word = /[A-Za-z_][A-Za-z0-9_]*/y;

const escapes: Readonly<Record<string, string>> = {
  n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', '0': '\0',
}; // prettier-ignore

/** A fault that names the line. */
export function literalFault(text: string, at: number, what: string): Fault {
  const line = text.slice(0, at).split('\n').length;
  return new Fault('roc.invalid', `Line ${line}: ${what}. Only plain values are read: no code, no expressions.`, {
    field: `line ${line}`,
  });
}

/** Cuts the text of a literal into tokens. @throws Fault roc.invalid */
export function tokensOf(text: string): Token[] {
  if (text.length > limits.recipeSizeBytes) {
    throw new Fault('roc.invalid', `The text holds more than ${limits.recipeSizeBytes} characters. Remove masks.`);
  }
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const blank = take(space) ?? take(comment);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const character = text[at]!;
    const bracketed = character === '[' ? take(longString) : null;
    // `[[` begins a long string of Lua as well as a list of lists.
    const long = bracketed !== null && (bracketed[1] !== '' || !listStart.test(bracketed[2]!)) ? bracketed : null;
    if (long !== null) {
      tokens.push({ kind: 'string', text: long[2]!, at });
      at += long[0].length;
    } else if (character === '"' || character === "'") {
      const end = readString(text, at, tokens);
      at = end;
    } else if (punctuation.has(character)) {
      tokens.push({ kind: 'punctuation', text: character, at });
      at += 1;
    } else {
      const found = take(numeral);
      const name = found === null ? take(word) : null;
      if (found !== null) tokens.push({ kind: 'number', value: Number(unsigned(found[0])), at });
      else if (name !== null) tokens.push({ kind: 'word', text: name[0], at });
      else throw literalFault(text, at, `the character ${JSON.stringify(character)} is not expected`);
      at += (found ?? name)![0].length;
    }
  }
  return tokens;
}

/** JavaScript reads no sign before a hexadecimal number, and no leading plus is needed. */
const unsigned = (numeralText: string): string => numeralText.replace(/^\+/, '');

function readString(text: string, start: number, tokens: Token[]): number {
  const quote = text[start]!;
  let out = '';
  let at = start + 1;
  for (;;) {
    const character = text[at];
    if (character === undefined || character === '\n') throw literalFault(text, start, 'a string is not closed');
    if (character === quote) break;
    if (character !== '\\') {
      out += character;
      at += 1;
      continue;
    }
    const next = text[at + 1];
    const unicode = /^u\{?([0-9a-fA-F]{1,6})\}?/.exec(text.slice(at + 1, at + 10));
    const decimal = /^\d{1,3}/.exec(text.slice(at + 1, at + 4));
    if (next === undefined) throw literalFault(text, start, 'a string is not closed');
    if (unicode !== null && Number.parseInt(unicode[1]!, 16) <= 0x10ffff) {
      out += String.fromCodePoint(Number.parseInt(unicode[1]!, 16));
      at += 1 + unicode[0].length;
    } else if (decimal !== null && decimal[0].length > 1) {
      out += String.fromCodePoint(Number(decimal[0]));
      at += 1 + decimal[0].length;
    } else {
      out += escapes[next] ?? next;
      at += 2;
    }
  }
  tokens.push({ kind: 'string', text: out, at: start });
  return at + 1;
}
