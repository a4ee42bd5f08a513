/** Writes literals as Lua, JSON and Python; what `parseLiteral` reads from any of them is the same value. */
import { isList, isTable, type Literal, type LiteralTable } from './literal.ts';

interface Dialect {
  readonly nothing: string;
  readonly yes: string;
  readonly no: string;
  readonly key: (name: string) => string;
  readonly string: (text: string) => string;
  readonly list: readonly [open: string, close: string];
}

const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replace(/[\p{Cc}]/gu, (c) => `\\${String(c.codePointAt(0)).padStart(3, '0')}`)}"`;
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const reserved = new Set(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'.split(
    ' ',
  ),
);

const lua: Dialect = {
  nothing: 'nil',
  yes: 'true',
  no: 'false',
  key: (name) => (identifier.test(name) && !reserved.has(name) ? `${name} = ` : `[${quoted(name)}] = `),
  string: quoted,
  list: ['{', '}'],
};
const json: Dialect = {
  nothing: 'null',
  yes: 'true',
  no: 'false',
  key: (name) => `${JSON.stringify(name)}: `,
  string: (text) => JSON.stringify(text),
  list: ['[', ']'],
};
const python: Dialect = { ...json, nothing: 'None', yes: 'True', no: 'False' };

function print(value: Literal, dialect: Dialect, indent: string): string {
  if (value === null) return dialect.nothing;
  if (typeof value === 'boolean') return value ? dialect.yes : dialect.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return dialect.string(value);
  const inner = `${indent}  `;
  const [open, close] = isTable(value) ? (['{', '}'] as const) : dialect.list;
  const entries = isTable(value)
    ? [...value].map(([name, entry]) => dialect.key(name) + print(entry, dialect, inner))
    : value.map((entry) => print(entry, dialect, inner));
  if (entries.length === 0) return open + close;
  const flat = isList(value) && value.every((entry) => typeof entry !== 'object');
  if (flat) return `${open}${entries.join(', ')}${close}`;
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`;
}

/** A file that Lua loads: `return { … }`. */
export const printLua = (table: LiteralTable): string => `return ${print(table, lua, '')}\n`;
/** A preset of Lightroom Classic before version 7.3: `s = { … }`. */
export const printAssignment = (name: string, table: LiteralTable): string => `${name} = ${print(table, lua, '')}\n`;
export const printJson = (table: LiteralTable): string => `${print(table, json, '')}\n`;
/** What Python's `ast.literal_eval` reads. */
export const printPython = (table: LiteralTable): string => `${print(table, python, '')}\n`;
