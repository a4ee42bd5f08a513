/**
 * Reads protobuf's text format as `config.pbtxt` files use it (https://protobuf.dev/reference/protobuf/textformat-spec/),
 * into the JSON form of the same message: repeated fields as arrays, maps as objects.
 */
import { Fault } from '@safelight/core';

export interface TextForm {
  /** Names of fields that are lists, wherever they stand. */
  readonly repeated: ReadonlySet<string>;
  /** Names of fields that are maps. */
  readonly maps: ReadonlySet<string>;
}

type Value = string | number | boolean | Value[] | { [name: string]: Value };

const depthMax = 20;
const token = /\s+|#[^\n]*|([{}[\]:,;<>])|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([-+]?[\w.]+)/y;
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const closing: Readonly<Record<string, string>> = { '{': '}', '<': '>' };

interface Token {
  readonly kind: 'mark' | 'string' | 'word' | 'end';
  readonly text: string;
  readonly line: number;
}

/** @throws Fault `config.invalid` that names file and line */
export function parseTextFormat(text: string, form: TextForm, file: string): Record<string, Value> {
  const tokens = tokensOf(text, file);
  let at = 0;
  const refuse = (found: Token): never => {
    const what = found.kind === 'end' ? 'ends too early' : `has "${found.text}" where it does not belong`;
    throw new Fault('config.invalid', `${file}: line ${found.line} ${what}. Mend the text format of this file.`);
  };
  const peek = (): Token => tokens[at]!;
  const take = (kind: Token['kind'], ...texts: string[]): Token => {
    const found = peek();
    if (found.kind !== kind || (texts.length > 0 && !texts.includes(found.text))) return refuse(found);
    at++;
    return found;
  };
  const is = (...marks: string[]): boolean => peek().kind === 'mark' && marks.includes(peek().text);

  function message(end: string, depth: number): Record<string, Value> {
    if (depth > depthMax) return refuse(peek());
    const fields: Record<string, Value> = Object.create(null) as Record<string, Value>;
    while (!(end === '' ? peek().kind === 'end' : is(end))) {
      const name = take('word').text;
      if (is(':')) at++;
      else if (!is('{', '<', '[')) refuse(peek());
      const values = is('[') ? list(depth) : [value(depth)];
      put(fields, name, values);
      if (is(',', ';')) at++;
    }
    if (end !== '') at++;
    return { ...fields };
  }
  function put(fields: Record<string, Value>, name: string, values: readonly Value[]): void {
    if (form.maps.has(name)) {
      const entries = values.map((entry) => {
        const { key, value: content } = entry as { key?: Value; value?: Value };
        return [String(key ?? ''), content ?? {}] as const;
      });
      fields[name] = { ...(fields[name] as Record<string, Value> | undefined), ...Object.fromEntries(entries) };
    } else if (form.repeated.has(name)) {
      fields[name] = [...((fields[name] as Value[] | undefined) ?? []), ...values];
    } else if (values.length !== 1 || fields[name] !== undefined) {
      throw new Fault('config.invalid', `${file}: ${name} is given more than once. Give it once.`, { field: name });
    } else fields[name] = values[0]!;
  }
  function list(depth: number): Value[] {
    take('mark', '[');
    const values: Value[] = [];
    while (!is(']')) {
      values.push(value(depth));
      if (!is(']')) take('mark', ',');
    }
    at++;
    return values;
  }
  function value(depth: number): Value {
    if (is('{', '<')) return message(closing[take('mark').text]!, depth + 1);
    if (peek().kind === 'string') {
      let joined = '';
      while (peek().kind === 'string') joined += unquote(take('string').text);
      return joined;
    }
    const word = take('word').text;
    if (word === 'true' || word === 'false') return word === 'true';
    const number = Number(word);
    return Number.isNaN(number) ? word : number;
  }
  return message('', 0);
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
}

function tokensOf(text: string, file: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (match === null) {
      const message = `${file}: line ${line} has "${text[from]!}", which is no part of the text format. Mend this file.`;
      throw new Fault('config.invalid', message);
    }
    const [all, mark, string, word] = match;
    if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, line });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string, line });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, line });
    line += all.split('\n').length - 1;
  }
  return [...tokens, { kind: 'end', text: '', line }];
}
