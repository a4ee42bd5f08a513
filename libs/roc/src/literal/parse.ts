import type { Literal, LiteralTable } from './literal.ts';
import { literalFault, tokensOf, type Token } from './tokens.ts';

/** Masks nest about eight levels deep. */
const depthMax = 64;

const words: Readonly<Record<string, Literal>> = {
  true: true, True: true, false: false, False: false, nil: null, None: null, null: null,
}; // prettier-ignore

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/**
 * Reads one literal of Lua, Python or JSON: `return { Exposure2012 = 0.25 }`, `s = { … }`, `{'Exposure2012': 0.25}`,
 * `{"Exposure2012": 0.25}`. Nothing is executed; names stand only as keys.
 * @throws Fault roc.invalid that names the line
 */
export function parseLiteral(text: string): Literal {
  const reader = new Reader(text);
  return reader.document();
}

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  document(): Literal {
    const [first, second] = [this.#tokens[0], this.#tokens[1]];
    if (first?.kind === 'word' && first.text === 'return') this.#next = 1;
    else if (first?.kind === 'word' && second?.kind === 'punctuation' && second.text === '=') this.#next = 2;
    const value = this.#value(0);
    this.#skip(';');
    if (this.#next < this.#tokens.length) this.#fail('something follows the value');
    return value;
  }

  #fail(what: string, token: Token | undefined = this.#tokens[this.#next]): never {
    throw literalFault(this.#text, token?.at ?? this.#text.length, what);
  }

  #is(text: string, ahead = 0): boolean {
    const token = this.#tokens[this.#next + ahead];
    return token?.kind === 'punctuation' && token.text === text;
  }

  #skip(text: string): boolean {
    const found = this.#is(text);
    if (found) this.#next += 1;
    return found;
  }

  #value(depth: number): Literal {
    if (depth > depthMax) this.#fail(`values nest deeper than ${depthMax} levels`);
    const token = this.#tokens[this.#next];
    if (token === undefined) return this.#fail('a value is missing');
    this.#next += 1;
    switch (token.kind) {
      case 'string':
        return token.text;
      case 'number':
        if (!Number.isFinite(token.value)) this.#fail('a number is too large', token);
        return token.value;
      case 'word':
        if (!Object.hasOwn(words, token.text)) this.#fail(`the name "${token.text.slice(0, 40)}" is no value`, token);
        return words[token.text]!;
      case 'punctuation': {
        const end = closing[token.text];
        if (end === undefined) return this.#fail(`"${token.text}" is not expected`, token);
        return this.#table(end, depth + 1);
      }
    }
  }

  /** A list when no entry has a key, else a table; entries without a key are then numbered from 1, as Lua does. */
  #table(end: string, depth: number): Literal {
    const items: Literal[] = [];
    const keyed = new Map<string, Literal>();
    while (!this.#skip(end)) {
      const token = this.#tokens[this.#next];
      if (token === undefined) this.#fail('a table is not closed');
      const key = end === '}' ? this.#key() : undefined;
      const value = this.#value(depth);
      if (key === undefined) items.push(value);
      else if (keyed.has(key)) this.#fail(`the key "${key.slice(0, 40)}" is there twice`, token);
      else keyed.set(key, value);
      if (!this.#skip(',') && !this.#skip(';') && !this.#is(end))
        this.#fail('a comma or the end of the table is missing');
    }
    if (keyed.size === 0) return items;
    for (const [i, item] of items.entries()) keyed.set(String(i + 1), item);
    return keyed as LiteralTable;
  }

  /** `name =`, `["name"] =`, `[1] =`, `"name":`, `'name':`, `1:`; undefined when the entry has no key. */
  #key(): string | undefined {
    const bracketed = this.#is('[') && this.#is(']', 2) && this.#is('=', 3);
    const token = this.#tokens[this.#next + (bracketed ? 1 : 0)];
    if (token === undefined || token.kind === 'punctuation') return undefined;
    const assigned = bracketed || this.#is('=', 1) || this.#is(':', 1);
    if (!assigned) return undefined;
    this.#next += bracketed ? 4 : 2;
    return token.kind === 'number' ? String(token.value) : token.text;
  }
}
