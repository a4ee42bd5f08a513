import { crsUri, tiffUri, type CrsPath, type PathSegment, type PathSelector } from './tool.ts';

const namespaces: Readonly<Record<string, string>> = { crs: crsUri, tiff: tiffUri };

/**
 * Parses the `crs` column: paths separated by commas; segments separated by dots; `[3]`, `[7..10]` and
 * `[What=Mask/Image;MaskSubType=3|0]` select items. Throws a plain error that says what it could not read.
 */
export function parsePaths(text: string): [CrsPath, ...CrsPath[]] {
  const [first, ...rest] = splitOutsideBrackets(text, ',').map(parsePath);
  return [first!, ...rest];
}

function parsePath(text: string): CrsPath {
  const [first, ...rest] = splitOutsideBrackets(text, '.').map(parseSegment);
  return [first!, ...rest];
}

function parseSegment(text: string): PathSegment {
  const match = /^(?:([a-z]+):)?([A-Za-z][A-Za-z0-9_]*)(?:\[([^\]]+)\])?$/.exec(text);
  if (match === null) throw new Error(`path segment '${text}' has an unknown form`);
  const [, prefix = 'crs', name = '', selector] = match;
  const uri = namespaces[prefix];
  if (uri === undefined) throw new Error(`path segment '${text}' has an unknown namespace prefix`);
  return selector === undefined ? { uri, name } : { uri, name, select: parseSelector(selector) };
}

function parseSelector(text: string): PathSelector {
  const index = /^(\d+)(?:\.\.(\d+))?$/.exec(text);
  if (index !== null) {
    const from = Number(index[1]);
    const to = index[2] === undefined ? from : Number(index[2]);
    if (to < from) throw new Error(`selector '${text}' runs backwards`);
    return { kind: 'index', from, to };
  }
  const fields = text.split(';').map((condition) => {
    const match = /^([A-Za-z_]+\*?)(?:=([A-Za-z0-9/|]+))?$/.exec(condition);
    if (match === null) throw new Error(`selector '${text}' has an unknown form`);
    return { name: match[1]!, values: match[2]?.split('|') ?? [] };
  });
  return { kind: 'where', fields };
}

function splitOutsideBrackets(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '[') depth += 1;
    if (character === ']') depth -= 1;
    if (character === separator && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
