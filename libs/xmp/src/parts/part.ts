/** What the readers and writers of a recipe's parts share. */
import { findTool, tools, type Tool } from '@safelight/catalogue';
import { isDefault, type Draft } from '@safelight/recipe';
import type { Correction, FaultCode, Recipe, RetouchArea, SettingValue, SettingValues } from '@safelight/core';
import { crsSeq, crsText, textItem, type Fields } from '../elements.ts';
import type { XmlElement } from '../tree.ts';
import { decodeValue, encodeCurve, encodeValue } from '../value.ts';

export type Warn = (code: FaultCode, field: string, message: string) => void;

/** Parts of the recipe while an XMP is read. */
export interface PartsDraft {
  readonly settings: Draft;
  pointColors: SettingValues[];
  readonly corrections: Correction[];
  readonly retouch: RetouchArea[];
  /** The list item that each correction and mask was read from, by its id; see `XmlElement.order`. */
  readonly items: Map<string, XmlElement>;
}

/** A part of the recipe that several properties hold together, or that lies inside one. */
export interface Part {
  /** Local names of its `crs:` properties. */
  readonly properties: readonly string[];
  /** Reads them, and returns what is to be carried along. */
  readonly read: (properties: Fields, draft: PartsDraft, warn: Warn) => void;
  /** The properties to write; those carried along come as `carried` and are joined in. */
  readonly write: (recipe: Recipe, carried: ReadonlyMap<string, XmlElement>) => readonly XmlElement[];
}

/** Reads the fields that hold one value each; what cannot be read stays among the fields and is carried. */
export function takeValues(
  fields: Fields,
  names: Iterable<readonly [tool: Tool, field: string]>,
  where: string,
  warn: Warn,
): Record<string, SettingValue> {
  const values: Record<string, SettingValue> = {};
  for (const [tool, name] of names) {
    const field = fields.take(name);
    if (field === undefined) continue;
    const decoded = decodeValue(tool, field);
    if (!decoded.ok) {
      warn('tool.badValue', `${where}.${name}`, `${decoded.message} The field is carried along without effect.`);
      fields.putBack(field);
      continue;
    }
    if (decoded.note !== undefined) warn('tool.outOfRange', `${where}.${name}`, decoded.note);
    if (!isDefault(tool, decoded.value)) values[tool.name] = decoded.value;
  }
  return values;
}

/** The field of a value: a text, or a list of points. */
export function valueField(tool: Tool, name: string, value: SettingValue): XmlElement {
  if (tool.type !== 'curve') return crsText(name, encodeValue(tool, value));
  return crsSeq(name, encodeCurve(tool, value).map(textItem));
}

/** Name of the field that a tool is stored in, inside the structure it belongs to. */
export function fieldOf(tool: Tool): string {
  return tool.paths[0].at(-1)!.name;
}

/** Tools of a place in a recipe with their fields. */
export function fieldsOfPlace(place: Tool['place']): readonly (readonly [tool: Tool, field: string])[] {
  return tools.filter((tool) => tool.place === place && tool.fields === undefined).map((tool) => [tool, fieldOf(tool)]);
}

export function withFields(names: readonly string[]): readonly (readonly [tool: Tool, field: string])[] {
  return names.map((name) => [findTool(name)!, fieldOf(findTool(name)!)]);
}

/** Value of a tool, or its default, which must be known. */
export function valueOr(values: SettingValues, name: string): SettingValue {
  return values[name] ?? findTool(name)!.default!;
}
