/** Local corrections as one function: where (masks) and what (adjustments), under a name. */
import { findTool, type JsonSchema, type Tool } from '@safelight/catalogue';
import type { ModelTool } from '@safelight/vlm';
import { brief } from './brief.ts';

export const localFunctionName = 'develop_local';

/** Adjustments that repeat others within a mask; masks that need a steady hand. */
const leftOutAdjustment = /^localColorGrade|^localPointColor$|^localMoire$|^localDefringe$|^localCurveRefine/;
const leftOutMasks = new Set(['maskBrush', 'maskObject', 'maskLinearGradientBidirectional', 'maskDepthRange']);
const leftOutFields = new Set(['maskActive', 'radialMidpoint', 'radialRoundness', 'colorRangeSamples', 'rangeInvert']);

export function localFunction(adjustments: readonly Tool[], masks: readonly Tool[]): ModelTool {
  const offeredMasks = masks.filter(({ name }) => !leftOutMasks.has(name));
  const target: JsonSchema = {
    type: 'string',
    description: 'Name of the correction, such as "sky". A new name makes a new one and needs masks.',
  };
  const sliders = adjustments
    .filter(({ name, place }) => place === 'correction' && !leftOutAdjustment.test(name))
    .map((tool): [string, JsonSchema] => [tool.name, brief(tool)]);
  return {
    name: localFunctionName,
    description:
      'Adjusts a part of the photo. Masks such as maskSky, maskSubject or maskFaceSkin find their part by themselves and need no fields; gradients and ranges need theirs. Coordinates are fractions of the uncropped photo from its top left.',
    parameters: {
      type: 'object',
      properties: { target, masks: masksSchema(offeredMasks), ...Object.fromEntries(sliders) },
      required: ['target'],
      additionalProperties: false,
    },
  };
}

function masksSchema(masks: readonly Tool[]): JsonSchema {
  const fields = [...new Set(masks.flatMap((mask) => mask.fields ?? []))].filter((name) => !leftOutFields.has(name));
  return {
    type: 'array',
    maxItems: 4,
    items: {
      type: 'object',
      properties: {
        mask: { enum: masks.map(({ name }) => name) },
        ...Object.fromEntries(fields.map((name) => [name, brief(findTool(name)!)])),
      },
      required: ['mask'],
      additionalProperties: false,
    },
  };
}
