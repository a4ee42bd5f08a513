/** The laws of a recipe's parts: which tools may stand where, what must be there, how many there may be. */
import { findTool, type Tool } from '@safelight/catalogue';
import {
  limits,
  type Correction,
  type FaultCode,
  type ForeignProperty,
  type RetouchArea,
  type SettingValue,
  type SettingValues,
} from '@safelight/core';
import { checkValue, isDefault } from './check.ts';
import { show } from './checked.ts';
import { suggestedTool } from './unknownTool.ts';

/**
 * Names what is wrong with which field; the code is that of a call, where it matters. A message that costs something to
 * word is given as a function: a wrong file can hold more mistakes than anybody will be told.
 */
export type Report = (field: string, message: string | (() => string), code?: FaultCode) => void;

export const idPattern = /^[0-9A-F]{32}$/;

const isStroke = (name: string): boolean => findTool(name)?.place === 'stroke';

/** Tools that a mask's (or area's) settings may hold. */
export const settingFields = (tool: Tool): readonly string[] => (tool.fields ?? []).filter((name) => !isStroke(name));

/** Tools that its strokes may hold; empty when it is not painted. */
export const strokeFields = (tool: Tool): readonly string[] => (tool.fields ?? []).filter(isStroke);

/** Reads values of the named tools; what stands at its default is left out. */
export function readValues(
  record: Readonly<Record<string, unknown>>,
  allowed: (tool: Tool) => boolean,
  owner: string,
  field: string,
  report: Report,
): SettingValues {
  const values: Record<string, SettingValue> = {};
  for (const [name, value] of Object.entries(record)) {
    const at = `${field}.${name.slice(0, 64)}`;
    const tool = findTool(name);
    if (tool === undefined) {
      report(at, () => suggestedTool(name), 'tool.unknown');
    } else if (!allowed(tool)) {
      report(at, `${name} is no part of ${owner}. Remove it.`, 'tool.badValue');
    } else {
      const checked = checkValue(tool, value);
      if (!checked.ok) report(at, checked.message, checked.code);
      else if (!isDefault(tool, checked.value)) values[name] = checked.value;
    }
  }
  return values;
}

const sampleFields = ['pointColorSourceHue', 'pointColorSourceSaturation', 'pointColorSourceLuminance'];

/** A swatch without its sampled colour would select nothing. */
export function checkSwatch(swatch: SettingValues, field: string, report: Report): void {
  for (const name of sampleFields) {
    if (typeof swatch[name] === 'number') continue;
    const message = `A swatch needs the sampled colour: ${sampleFields.join(', ')}.`;
    report(`${field}.${name}`, message, 'tool.badValue');
  }
}

export function checkStroke(stroke: SettingValues, field: string, report: Report): void {
  if (stroke['brushDabs'] !== undefined) return;
  report(`${field}.brushDabs`, 'A stroke needs brushDabs: a list of [x, y] positions.', 'tool.badValue');
}

/** Areas that only Adobe can compute are carried whatever they lack. */
const carriedAreas: readonly string[] = ['retouchContentAware', 'removeGenerative'];
export const isCarriedArea = (tool: string): boolean => carriedAreas.includes(tool);

export function checkArea(
  area: Pick<RetouchArea, 'tool' | 'settings' | 'strokes'>,
  field: string,
  report: Report,
): void {
  if (isCarriedArea(area.tool)) return;
  const isPainted = area.strokes.length > 0;
  for (const name of ['retouchPosition', 'retouchSize']) {
    if ((area.settings[name] === undefined) === isPainted) continue;
    const message = isPainted
      ? `A painted place lies where its strokes are. Leave ${name} out, or the strokes.`
      : `${area.tool} needs ${name} as [x, y], or strokes of a brush.`;
    report(`${field}.${name}`, message, 'tool.badValue');
  }
}

/** How many parts there may be, identifiers that are there twice, dabs in all. */
export function checkParts(
  parts: {
    readonly pointColors: readonly SettingValues[];
    readonly corrections: readonly Correction[];
    readonly retouch: readonly RetouchArea[];
  },
  report: Report,
): void {
  const { pointColors, corrections, retouch } = parts;
  atMost(pointColors.length, limits.pointColorsMax, 'pointColors', 'swatches', report);
  atMost(corrections.length, limits.correctionsPerRecipeMax, 'corrections', 'corrections', report);
  atMost(retouch.length, limits.retouchAreasPerRecipeMax, 'retouch', 'retouched places', report);
  const seen = new Set<string>();
  const unique = (id: string, field: string): void => {
    if (seen.has(id)) report(field, `The id ${show(id)} is there twice. Give each correction and mask its own.`);
    seen.add(id);
  };
  for (const [index, { id, masks, pointColors: swatches }] of corrections.entries()) {
    const field = `corrections[${index}]`;
    unique(id, `${field}.id`);
    atMost(swatches.length, limits.pointColorsMax, `${field}.pointColors`, 'swatches', report);
    atMost(masks.length, limits.masksPerCorrectionMax, `${field}.masks`, 'masks', report);
    if (masks.length === 0) report(`${field}.masks`, 'A correction without masks acts nowhere. Give it a mask.');
    for (const [place, mask] of masks.entries()) unique(mask.id, `${field}.masks[${place}].id`);
  }
  const dabs = dabsIn(corrections, retouch);
  atMost(dabs, limits.brushDabsPerRecipeMax, 'corrections', 'dabs of brushes', report);
}

function atMost(count: number, max: number, field: string, what: string, report: Report): void {
  if (count > max) report(field, `There are ${count} ${what}; at most ${max} are allowed. Remove some.`);
}

/** Dabs of all brushes. */
export function dabsIn(corrections: readonly Pick<Correction, 'masks'>[], retouch: readonly RetouchArea[]): number {
  const masks = corrections.flatMap((correction) => correction.masks);
  return dabsOf([...masks, ...retouch].flatMap(({ strokes }) => strokes));
}

export function dabsOf(strokes: readonly SettingValues[]): number {
  return strokes.reduce((sum, { brushDabs }) => sum + (Array.isArray(brushDabs) ? brushDabs.length : 0), 0);
}

/** A foreign property is kept as text; whoever writes XMP parses it and refuses what is not well formed. */
export function readForeign(json: unknown, field: string, report: Report): ForeignProperty[] {
  if (!Array.isArray(json)) {
    report(field, `"${field}" must be a list of XMP properties; an empty list when there are none.`);
    return [];
  }
  const seen = new Set<string>();
  const properties: ForeignProperty[] = [];
  for (const [index, entry] of json.entries()) {
    const at = `${field}[${index}]`;
    const { uri, name, xml } = asRecord(entry) ?? {};
    if (typeof uri !== 'string' || typeof name !== 'string' || typeof xml !== 'string' || name === '' || uri === '') {
      report(at, 'A foreign property has "uri", "name" and "xml", all texts.');
      continue;
    }
    const key = JSON.stringify([uri, name]);
    if (seen.has(key)) report(at, `The property ${show(name)} is there twice. Keep one.`);
    seen.add(key);
    properties.push({ uri, name, xml });
  }
  return properties;
}

export function asRecord(json: unknown): Record<string, unknown> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : undefined;
}
