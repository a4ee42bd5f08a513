import {
  isFaultCode,
  limits,
  type PhotoKind,
  type Problem,
  type Recipe,
  type SettingValue,
  type ToolCall,
} from '@safelight/core';
import * as pb from '../generated/safelight/common/v1/recipe.ts';
import { list, present, refuse, text, words } from './decode.ts';

const nameLengthMax = 200;
const textLengthMax = 20_000;
const curvePointsMax = 256;
const settingsMax = 2_000;
const foreignMax = 10_000;

export const photoKind = words<pb.PhotoKind, PhotoKind>({
  rendered: pb.PhotoKind.PHOTO_KIND_RENDERED,
  raw: pb.PhotoKind.PHOTO_KIND_RAW,
});

function decodeValue(value: unknown, field: string): SettingValue {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return text(value, field, nameLengthMax);
  if (typeof value === 'number') return Number.isFinite(value) ? value : refuse(field, 'must be a finite number');
  if (!Array.isArray(value)) return refuse(field, 'must be a number, a flag, a word or a list of [x, y] points');
  return list(value as unknown[], field, curvePointsMax, (point, at) => {
    if (!Array.isArray(point) || point.length !== 2 || !point.every((part) => Number.isFinite(part))) {
      return refuse(at, 'must be a pair of numbers [x, y]');
    }
    return [point[0] as number, point[1] as number] as const;
  });
}

export function encodeRecipe(recipe: Recipe): pb.Recipe {
  return {
    schema: recipe.schema,
    settings: { ...recipe.settings },
    foreign: recipe.foreign.map((one) => ({ ...one })),
  };
}

/** Checks the shape; whether settings exist and fit is the recipe's own law (`libs/recipe`). */
export function decodeRecipe(message: pb.Recipe | undefined, field: string): Recipe {
  const { schema, settings, foreign } = present(message, field);
  if (schema !== 1) refuse(`${field}.schema`, `version ${schema} is not known; this service knows 1`);
  const entries = Object.entries(settings ?? {});
  if (entries.length > settingsMax) refuse(`${field}.settings`, `holds more than ${settingsMax} entries`);
  return {
    schema: 1,
    settings: Object.fromEntries(
      entries.map(([tool, value]) => [tool, decodeValue(value, `${field}.settings.${tool}`)]),
    ),
    foreign: list(foreign, `${field}.foreign`, foreignMax, (one, at) => ({
      uri: text(one.uri, `${at}.uri`, textLengthMax),
      name: text(one.name, `${at}.name`, nameLengthMax, 1),
      xml: text(one.xml, `${at}.xml`, limits.xmpSizeBytes),
    })),
  };
}

export function encodeCall(call: ToolCall): pb.ToolCall {
  return { tool: call.tool, value: call.value };
}

export function decodeCall(message: pb.ToolCall, field: string): ToolCall {
  return {
    tool: text(message.tool, `${field}.tool`, nameLengthMax, 1),
    value: decodeValue(message.value, `${field}.value`),
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
