/** A retouching configuration as XMP text, so that one reader knows how `crs:` values become a recipe. */
import { findTool, findToolByCrs } from '@safelight/catalogue';
import { Fault, type Problem } from '@safelight/core';
import { isList, isTable, itemsOf, type Literal, type LiteralTable } from './literal/literal.ts';
import { tupleOfSwatch } from './swatches.ts';

const namespaces = [
  'xmlns:x="adobe:ns:meta/"',
  'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
  'xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"',
].join(' ');

/** Names of XML that a key can be. */
const usableKey = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const curveNames = /^(?:Extended)?ToneCurve(?:PV2012)?(?:Red|Green|Blue)?$|^(?:Main|Red|Green|Blue)Curve$/;
const swatchNames = /^(?:Local)?PointColors$/;
/** Lists that XMP keeps as one text of numbers. */
const joinedNames = /^(?:LumRange|FocalRange|ReferencePoint|SampledRange|SubjectRange)$/;

const escapeText = (text: string): string =>
  text
    .replace(/[&<>"]/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[c]!};`)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

interface Written {
  readonly xmp: string;
  readonly warnings: readonly Problem[];
}

/** @throws Fault roc.invalid when the root is no table */
export function toXmp(root: Literal): Written {
  if (!isTable(root) && !(isList(root) && root.length === 0)) {
    throw new Fault('roc.invalid', 'The configuration must be one table of settings, such as { Exposure2012 = 0.3 }.');
  }
  const warnings: Problem[] = [];
  const table: LiteralTable = isTable(root) ? root : new Map();
  const body = fields(table, warnings, '');
  return {
    xmp: `<x:xmpmeta ${namespaces}><rdf:RDF><rdf:Description rdf:about="">${body}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    warnings,
  };
}

function fields(table: LiteralTable, warnings: Problem[], path: string): string {
  return [...table]
    .map(([name, value]) => {
      const field = `${path}${name.slice(0, 64)}`;
      if (!usableKey.test(name)) {
        warnings.push({ code: 'roc.invalid', field, message: 'This is no name of a setting and was left out.' });
        return '';
      }
      const inner = content(name, value, warnings, field);
      return inner === undefined ? '' : `<crs:${name}>${inner}</crs:${name}>`;
    })
    .join('');
}

function content(name: string, value: Literal, warnings: Problem[], path: string): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'object') return scalar(value);
  const items = itemsOf(value);
  if (items === undefined) return description(value as LiteralTable, warnings, `${path}.`);
  if (curveNames.test(name)) return curve(items, warnings, path);
  if (joinedNames.test(name)) return escapeText(items.join(' '));
  if (items.length === 0) return undefined;
  const listed = items.map((item, i) => {
    const at = `${path}[${i}]`;
    if (swatchNames.test(name)) return escapeText(tupleOfSwatch(item));
    if (isTable(item)) return description(item, warnings, `${at}.`);
    if (isList(item)) return escapeText(item.join(name === 'PointModels' ? ' ' : ', '));
    return item === null ? '' : scalar(item);
  });
  return `<rdf:Seq>${listed.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Seq>`;
}

const description = (table: LiteralTable, warnings: Problem[], path: string): string =>
  `<rdf:Description>${fields(table, warnings, path)}</rdf:Description>`;

const scalar = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : escapeText(String(value));

/** Flat numbers in pairs, pairs of numbers, or texts "x, y". Numbers without a partner drop the curve. */
function curve(items: readonly Literal[], warnings: Problem[], path: string): string | undefined {
  const flat = items.every((item) => typeof item === 'number');
  const points = flat
    ? Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(2 * i, 2 * i + 2))
    : items.map((item) => (typeof item === 'string' ? item.split(',').map((part) => part.trim()) : item));
  const isPoint = (point: unknown): point is readonly Literal[] => Array.isArray(point) && point.length === 2;
  if (!points.every(isPoint)) {
    const message = 'A curve is a list of pairs x, y; this one has a number without a partner and was left out.';
    warnings.push({ code: 'roc.invalid', field: path, message });
    return undefined;
  }
  const listed = points.map((point) => `<rdf:li>${escapeText(point.join(', '))}</rdf:li>`);
  return `<rdf:Seq>${listed.join('')}</rdf:Seq>`;
}

/** Tools by their own name are settings too: agents write `exposure` as well as `Exposure2012`. */
export function withCrsNames(table: LiteralTable): LiteralTable {
  return new Map(
    [...table].map(([name, value]) => {
      const tool = findToolByCrs(name) === undefined ? findTool(name) : undefined;
      return [tool?.setting === true && tool.paths.length === 1 ? tool.crs : name, value];
    }),
  );
}
