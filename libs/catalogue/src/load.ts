import type { PhotoKind, SettingValue } from '@safelight/core';
import { parseChoices, parseScale, xmpForm } from './form.ts';
import { parsePaths } from './path.ts';
import { structureOf, type ListShape } from './shapes.ts';
import type { Choice, Tool, ToolScope, ToolType } from './tool.ts';

const header = 'name crs group scope type min max default unit step what_it_does aliases_en aliases_zh'
  .split(' ')
  .join('\t');
const columnCount = header.split('\t').length;

const scopes: readonly string[] = ['global', 'local', 'mask'] satisfies ToolScope[];
const types: readonly string[] = ['int', 'float', 'bool', 'enum', 'curve', 'struct'] satisfies ToolType[];
/** Words that stand for "only the file or the host knows". */
const keywords = new Set(['as-shot', 'absent', 'auto', 'sampled', 'filled by the host']);

/** Parses the whole table. A row that cannot be read stops the load with an error that names the row. */
export function parseTable(text: string): Tool[] {
  const lines = text.replaceAll('\r', '').split('\n');
  if (lines[0] !== header) throw new Error('tools.tsv: the first line is not the expected header');
  const seen = new Set<string>();
  return lines.slice(1).flatMap((line, index) => {
    if (line === '') return [];
    const name = line.split('\t', 1)[0]!;
    try {
      if (seen.has(name)) throw new Error('the name is used twice');
      seen.add(name);
      return [parseRow(line)];
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`tools.tsv line ${index + 2}, tool '${name}': ${reason}`, { cause });
    }
  });
}

function parseRow(line: string): Tool {
  const cells = line.split('\t');
  if (cells.length !== columnCount) throw new Error(`has ${cells.length} columns, needs ${columnCount}`);
  const [name, crs, group, scope, type, minText, maxText, defaultText, unit, stepText, whatItDoes, en, zh] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new Error('the name is not camelCase');
  if (!/^[a-z]+(-[a-z]+)*$/.test(group)) throw new Error(`group '${group}' has an unknown form`);
  if (!isScope(scope)) throw new Error(`scope '${scope}' is unknown`);
  if (!isType(type)) throw new Error(`type '${type}' is unknown`);
  if (whatItDoes.length < 10) throw new Error('what_it_does is missing');

  const numeric = type === 'int' || type === 'float';
  const min = numeric ? parseNumber('min', minText) : undefined;
  const max = numeric ? parseNumber('max', maxText) : undefined;
  if (min !== undefined && max !== undefined && min >= max) throw new Error(`range ${min}..${max} is empty`);
  const step = stepText === '-' ? undefined : parseNumber('step', stepText);
  const list = type === 'enum' ? parseChoices(unit) : undefined;
  const paths = parsePaths(crs);
  const [path] = paths;
  const nested = paths.length > 1 || path.length > 1 || path[0].select !== undefined;
  const scale = parseScale(unit);
  const photoKind = photoKindOf(whatItDoes);
  const renderedDefault = renderedDefaultOf(whatItDoes);
  const structure = structureOf(name, group, type);

  const tool: Tool = {
    name,
    crs,
    paths,
    group,
    scope,
    type,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    default:
      structure.shape === undefined
        ? parseDefault(type, defaultText, list?.choices ?? [], list?.open ?? false)
        : parseListDefault(structure.shape, defaultText),
    ...(renderedDefault !== undefined && { renderedDefault }),
    unit,
    ...(step !== undefined && { step }),
    ...(list !== undefined && { choices: list.choices, open: list.open }),
    whatItDoes,
    aliasesEn: splitList(en),
    aliasesZh: splitList(zh),
    ...(photoKind !== undefined && { photoKind }),
    xmp: xmpForm({ crs, scope, type, unit, min, scale, nested, numbered: list?.numbered ?? false }),
    scale,
    ...structure,
    setting: structure.place === 'photo',
  };
  if (typeof tool.default === 'number' && numeric && (tool.default < min! || tool.default > max!)) {
    throw new Error(`default ${tool.default} is out of range ${min}..${max}`);
  }
  return deepFreeze(tool);
}

function parseDefault(type: ToolType, text: string, choices: readonly Choice[], open: boolean): SettingValue | null {
  if (type === 'struct' || text === '-') return null;
  if (keywords.has(text)) return text;
  switch (type) {
    case 'int':
    case 'float': {
      const value = parseNumber('default', text);
      if (type === 'int' && !Number.isInteger(value)) throw new Error(`default '${text}' is not an integer`);
      return value;
    }
    case 'bool':
      if (/^(true|1)$/i.test(text)) return true;
      if (/^(false|0)$/i.test(text)) return false;
      throw new Error(`default '${text}' is not a flag`);
    case 'enum': {
      const choice = choices.find((candidate) => String(candidate.value) === text);
      if (choice === undefined && !open) throw new Error(`default '${text}' is not one of the choices`);
      return choice?.value ?? text;
    }
    case 'curve':
      return text.split(';').map((point) => {
        const match = /^(\d+),(\d+)$/.exec(point);
        if (match === null) throw new Error(`default '${text}' is not a list of points`);
        return [Number(match[1]), Number(match[2])] as const;
      });
  }
}

/** Numbers separated by spaces; a default in words ("around sample") is known only when the tool is used. */
function parseListDefault(shape: ListShape, text: string): SettingValue | null {
  const { kind, row } = shape;
  // Where a list may be empty, being empty is the default.
  if (kind === 'rows') return shape.rowsMin === 0 ? [] : null;
  const numbers = text.split(' ').map(Number);
  if (numbers.length < row.required || !numbers.every(Number.isFinite)) return null;
  return numbers;
}

function parseNumber(column: string, text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new Error(`${column} '${text}' is not a number`);
  return value;
}

function photoKindOf(text: string): PhotoKind | undefined {
  if (text.startsWith('RAW ONLY.')) return 'raw';
  return text.startsWith('NON-RAW ONLY.') ? 'rendered' : undefined;
}

/** Two sliders start at another place on files that are not raw; the catalogue says so in words. */
function renderedDefaultOf(text: string): number | undefined {
  const match = /[Dd]efault \d+ for raw[^.;]*, (\d+) for rendered files/.exec(text);
  return match === null ? undefined : Number(match[1]);
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== '-');
}

function isScope(text: string): text is ToolScope {
  return scopes.includes(text);
}

function isType(text: string): text is ToolType {
  return types.includes(text);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
