import {
  isFaultCode,
  limits,
  type CallValue,
  type Correction,
  type ForeignProperty,
  type Mask,
  type PhotoKind,
  type Problem,
  type Recipe,
  type RetouchArea,
  type SettingValue,
  type SettingValues,
  type ToolCall,
} from '@safelight/core';
import * as pb from '../generated/safelight/common/v1/recipe.ts';
import { list, present, refuse, text, words } from './decode.ts';

const nameLengthMax = 200;
const textLengthMax = 20_000;
/** Numbers of one entry of a list: a dab, a sampled colour, a guide. */
const numbersPerEntryMax = 64;
const settingsMax = 2_000;
const foreignMax = 10_000;

export const photoKind = words<pb.PhotoKind, PhotoKind>({
  rendered: pb.PhotoKind.PHOTO_KIND_RENDERED,
  raw: pb.PhotoKind.PHOTO_KIND_RAW,
});

function finite(value: unknown, field: string): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(field, 'must be a finite number');
}

function decodeValue(value: unknown, field: string): SettingValue {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return text(value, field, nameLengthMax);
  if (typeof value === 'number') return finite(value, field);
  if (!Array.isArray(value)) return refuse(field, 'must be a number, a flag, a word or a list of numbers or points');
  const entries: readonly unknown[] = value;
  if (!Array.isArray(entries[0])) return list(entries, field, numbersPerEntryMax, finite);
  return list(entries, field, limits.brushDabsPerRecipeMax, (entry, at) =>
    Array.isArray(entry) ? list(entry as unknown[], at, numbersPerEntryMax, finite) : refuse(at, 'must be a list'),
  );
}

export function decodeSettings(settings: object | undefined, field: string): SettingValues {
  const entries = Object.entries(settings ?? {});
  if (entries.length > settingsMax) refuse(field, `holds more than ${settingsMax} entries`);
  return Object.fromEntries(entries.map(([tool, value]) => [tool, decodeValue(value, `${field}.${tool}`)]));
}

export function encodeSettings(settings: SettingValues): Record<string, unknown> {
  return { ...settings };
}

function encodeForeign(foreign: readonly ForeignProperty[]): pb.ForeignProperty[] {
  return foreign.map((one) => ({ ...one }));
}

function decodeForeign(messages: readonly pb.ForeignProperty[], field: string): readonly ForeignProperty[] {
  return list(messages, field, foreignMax, (one, at) => ({
    uri: text(one.uri, `${at}.uri`, textLengthMax),
    name: text(one.name, `${at}.name`, nameLengthMax, 1),
    xml: text(one.xml, `${at}.xml`, limits.xmpSizeBytes),
  }));
}

function encodeMask({ id, tool, name, settings, strokes, foreign }: Mask): pb.Mask {
  return {
    id,
    tool,
    name,
    settings: encodeSettings(settings),
    strokes: strokes.map(encodeSettings),
    foreign: encodeForeign(foreign),
  };
}

function decodeMask(message: pb.Mask, field: string): Mask {
  return {
    id: text(message.id, `${field}.id`, nameLengthMax, 1),
    tool: text(message.tool, `${field}.tool`, nameLengthMax, 1),
    name: text(message.name, `${field}.name`, limits.maskNameLengthChars),
    settings: decodeSettings(message.settings, `${field}.settings`),
    strokes: list(message.strokes, `${field}.strokes`, limits.strokesPerMaskMax, decodeSettings),
    foreign: decodeForeign(message.foreign, `${field}.foreign`),
  };
}

function encodeCorrection({ id, name, settings, pointColors, masks, foreign }: Correction): pb.Correction {
  return {
    id,
    name,
    settings: encodeSettings(settings),
    pointColors: pointColors.map(encodeSettings),
    masks: masks.map(encodeMask),
    foreign: encodeForeign(foreign),
  };
}

function decodeCorrection(message: pb.Correction, field: string): Correction {
  return {
    id: text(message.id, `${field}.id`, nameLengthMax, 1),
    name: text(message.name, `${field}.name`, limits.maskNameLengthChars),
    settings: decodeSettings(message.settings, `${field}.settings`),
    pointColors: list(message.pointColors, `${field}.pointColors`, limits.pointColorsMax, decodeSettings),
    masks: list(message.masks, `${field}.masks`, limits.masksPerCorrectionMax, decodeMask),
    foreign: decodeForeign(message.foreign, `${field}.foreign`),
  };
}

function encodeRetouchArea({ tool, settings, strokes, foreign }: RetouchArea): pb.RetouchArea {
  return {
    tool,
    settings: encodeSettings(settings),
    strokes: strokes.map(encodeSettings),
    foreign: encodeForeign(foreign),
  };
}

function decodeRetouchArea(message: pb.RetouchArea, field: string): RetouchArea {
  return {
    tool: text(message.tool, `${field}.tool`, nameLengthMax, 1),
    settings: decodeSettings(message.settings, `${field}.settings`),
    strokes: list(message.strokes, `${field}.strokes`, limits.strokesPerMaskMax, decodeSettings),
    foreign: decodeForeign(message.foreign, `${field}.foreign`),
  };
}

export function encodeRecipe(recipe: Recipe): pb.Recipe {
  return {
    schema: recipe.schema,
    settings: encodeSettings(recipe.settings),
    foreign: encodeForeign(recipe.foreign),
    pointColors: recipe.pointColors.map(encodeSettings),
    corrections: recipe.corrections.map(encodeCorrection),
    retouch: recipe.retouch.map(encodeRetouchArea),
  };
}

/** Checks the shape; whether settings exist and fit is the recipe's own law (`libs/recipe`). */
export function decodeRecipe(message: pb.Recipe | undefined, field: string): Recipe {
  const recipe = present(message, field);
  // A recipe of version 1 is one of version 2 whose lists are empty: stored trajectories hold them.
  if (recipe.schema !== 1 && recipe.schema !== 2) {
    refuse(`${field}.schema`, `version ${recipe.schema} is not known; this service knows 1 and 2`);
  }
  return {
    schema: 2,
    settings: decodeSettings(recipe.settings, `${field}.settings`),
    pointColors: list(recipe.pointColors, `${field}.pointColors`, limits.pointColorsMax, decodeSettings),
    corrections: list(recipe.corrections, `${field}.corrections`, limits.correctionsPerRecipeMax, decodeCorrection),
    retouch: list(recipe.retouch, `${field}.retouch`, limits.retouchAreasPerRecipeMax, decodeRetouchArea),
    foreign: decodeForeign(recipe.foreign, `${field}.foreign`),
  };
}

export function encodeCall({ tool, value, target }: ToolCall): pb.ToolCall {
  return { tool, value, ...(target !== undefined && { target }) };
}

export function decodeCallValue(value: unknown, field: string): CallValue {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return decodeSettings(value, field);
  return decodeValue(value, field);
}

export function decodeCall(message: pb.ToolCall, field: string): ToolCall {
  return {
    tool: text(message.tool, `${field}.tool`, nameLengthMax, 1),
    value: decodeCallValue(message.value, `${field}.value`),
    ...(message.target !== undefined && {
      target: text(message.target, `${field}.target`, limits.maskNameLengthChars, 1),
    }),
  };
}

export function decodeCalls(messages: readonly pb.ToolCall[], field: string): readonly ToolCall[] {
  return list(messages, field, limits.callsPerStepMax, decodeCall);
}

export function encodeProblem(problem: Problem): pb.Problem {
  return { ...problem };
}

export function decodeProblem(message: pb.Problem, field: string): Problem {
  const { code } = message;
  if (!isFaultCode(code)) return refuse(`${field}.code`, `"${code}" is not a fault code`);
  return {
    code,
    field: text(message.field, `${field}.field`, nameLengthMax),
    message: text(message.message, `${field}.message`, textLengthMax),
  };
}
