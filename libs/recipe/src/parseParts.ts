/** Reading the parts of a recipe from JSON: swatches, corrections with their masks, retouched areas. */
import { findTool, type Tool } from '@safelight/catalogue';
import { limits, type Correction, type Mask, type RetouchArea, type SettingValues } from '@safelight/core';
import { show } from './checked.ts';
import {
  asRecord,
  checkArea,
  checkStroke,
  checkSwatch,
  idPattern,
  readForeign,
  readValues,
  settingFields,
  strokeFields,
  type Report,
} from './parts.ts';

/** Entries beyond the largest list of a recipe are not looked at: a wrong file must not cost more than a right one. */
const entriesMax = limits.strokesPerMaskMax;

/** Reads a list; an entry that cannot be read is reported and left out. */
function readList<T>(
  json: unknown,
  field: string,
  report: Report,
  read: (entry: Record<string, unknown>, at: string) => T | undefined,
): T[] {
  if (!Array.isArray(json)) {
    report(field, `"${field}" must be a list; an empty one when there is nothing.`);
    return [];
  }
  if (json.length > entriesMax) {
    report(field, `"${field}" has ${json.length} entries; at most ${entriesMax} are read.`);
    return [];
  }
  return (json as unknown[]).flatMap((entry, index) => {
    const at = `${field}[${index}]`;
    const record = asRecord(entry);
    if (record === undefined) {
      report(at, `An entry of "${field}" is an object, not ${show(entry)}.`);
      return [];
    }
    const one = read(record, at);
    return one === undefined ? [] : [one];
  });
}

function onlyKeys(record: Record<string, unknown>, keys: readonly string[], at: string, report: Report): void {
  for (const key of Object.keys(record)) {
    if (!keys.includes(key)) report(`${at}.${key.slice(0, 64)}`, `There is no field ${show(key)} here. Remove it.`);
  }
}

function readName(name: unknown, field: string, report: Report): string {
  if (
    typeof name === 'string' &&
    name.length <= limits.maskNameLengthChars &&
    !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(name)
  )
    return name;
  report(field, `A name has at most ${limits.maskNameLengthChars} visible characters.`);
  return '';
}

function readId(id: unknown, field: string, report: Report): string {
  if (typeof id === 'string' && idPattern.test(id)) return id;
  report(field, 'An id has 32 upper-case hexadecimal digits.');
  return '';
}

function readSettings(
  json: unknown,
  allowed: (tool: Tool) => boolean,
  owner: string,
  field: string,
  report: Report,
): SettingValues {
  const record = asRecord(json);
  if (record !== undefined) return readValues(record, allowed, owner, field, report);
  report(field, `"${field}" must be an object of tool names and values.`);
  return {};
}

export function readSwatches(json: unknown, field: string, report: Report): SettingValues[] {
  return readList(json, field, report, (record, at) => {
    const swatch = readValues(record, ({ place }) => place === 'swatch', 'a swatch', at, report);
    checkSwatch(swatch, at, report);
    return swatch;
  });
}

function readStrokes(json: unknown, tool: Tool, field: string, report: Report): SettingValues[] {
  const fields = strokeFields(tool);
  return readList(json, field, report, (record, at) => {
    if (fields.length === 0) {
      report(at, `${tool.name} is not painted and has no strokes. Remove them.`);
      return undefined;
    }
    const stroke = readValues(record, ({ name }) => fields.includes(name), 'a stroke', at, report);
    checkStroke(stroke, at, report);
    return stroke;
  });
}

function toolOf(name: unknown, place: Tool['place'], field: string, report: Report): Tool | undefined {
  const tool = typeof name === 'string' ? findTool(name) : undefined;
  if (tool?.place === place) return tool;
  const kind = place === 'masks' ? 'a mask, such as maskSky' : 'retouchHeal or retouchClone';
  report(field, `The tool must be ${kind}, not ${show(name)}.`);
  return undefined;
}

const maskKeys = ['id', 'tool', 'name', 'settings', 'strokes', 'foreign'];

function readMask(record: Record<string, unknown>, at: string, report: Report): Mask | undefined {
  onlyKeys(record, maskKeys, at, report);
  const tool = toolOf(record['tool'], 'masks', `${at}.tool`, report);
  if (tool === undefined) return undefined;
  const fields = settingFields(tool);
  return {
    id: readId(record['id'], `${at}.id`, report),
    tool: tool.name,
    name: readName(record['name'], `${at}.name`, report),
    settings: readSettings(
      record['settings'],
      ({ name }) => fields.includes(name),
      tool.name,
      `${at}.settings`,
      report,
    ),
    strokes: readStrokes(record['strokes'], tool, `${at}.strokes`, report),
    foreign: readForeign(record['foreign'], `${at}.foreign`, report),
  };
}

const correctionKeys = ['id', 'name', 'settings', 'pointColors', 'masks', 'foreign'];

export function readCorrections(json: unknown, report: Report): Correction[] {
  return readList(json, 'corrections', report, (record, at) => {
    onlyKeys(record, correctionKeys, at, report);
    return {
      id: readId(record['id'], `${at}.id`, report),
      name: readName(record['name'], `${at}.name`, report),
      settings: readSettings(
        record['settings'],
        ({ place }) => place === 'correction',
        'a correction',
        `${at}.settings`,
        report,
      ),
      pointColors: readSwatches(record['pointColors'], `${at}.pointColors`, report),
      masks: readList(record['masks'], `${at}.masks`, report, (mask, place) => readMask(mask, place, report)),
      foreign: readForeign(record['foreign'], `${at}.foreign`, report),
    };
  });
}

const areaKeys = ['tool', 'settings', 'strokes', 'foreign'];

export function readRetouch(json: unknown, report: Report): RetouchArea[] {
  return readList(json, 'retouch', report, (record, at) => {
    onlyKeys(record, areaKeys, at, report);
    const tool = toolOf(record['tool'], 'areas', `${at}.tool`, report);
    if (tool === undefined) return undefined;
    const fields = settingFields(tool);
    const area: RetouchArea = {
      tool: tool.name,
      settings: readSettings(
        record['settings'],
        ({ name }) => fields.includes(name),
        tool.name,
        `${at}.settings`,
        report,
      ),
      strokes: readStrokes(record['strokes'], tool, `${at}.strokes`, report),
      foreign: readForeign(record['foreign'], `${at}.foreign`, report),
    };
    checkArea(area, `${at}.settings`, report);
    return area;
  });
}
