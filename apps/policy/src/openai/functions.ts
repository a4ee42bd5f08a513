/** The catalogue as functions for a model: one for each group of the panel, so that all of them fit its context. */
import { groups, type JsonSchema, type Tool } from '@safelight/catalogue';
import type { PhotoKind } from '@safelight/core';
import type { ModelTool } from '@safelight/vlm';
import { notRenderedReason } from '@safelight/engine';
import { localFunction } from './local.ts';
import { brief } from './brief.ts';
import type { ToolGroupName } from './toolGroups.ts';

/** Settings that follow from others, that only files need, or that need a hand: they render, and no model misses them. */
const leftOut = new Set([
  'autoTone',
  'toneCurveName',
  'curveRefineSaturation',
  'removeChromaticAberration',
  'uprightGuides',
  'constrainCrop',
  'hasCrop',
  'cropConstrainToUnitSquare',
  'orientation',
  'grainSeed',
  'lensBlurShapeDetail',
  'lensBlurBokeh',
  'lensBlurFocusSource',
  'lensBlurRotation',
  'lensBlurAspect',
  'lensBlurCatEyeScale',
]);

export function functionName(group: string): string {
  return `develop_${group.replaceAll('-', '_')}`;
}

/** What a model may call for a photo of that kind: only tools that the engine renders. */
export function developFunctions(photoKind: PhotoKind, offered: readonly ToolGroupName[]): readonly ModelTool[] {
  return offered.map((name) => {
    if (name === 'local')
      return localFunction(renderedTools('local-adjust', photoKind), renderedTools('local-mask', photoKind));
    if (name === 'point-color') return pointColorFunction(renderedTools(name, photoKind));
    return panelFunction(name, renderedTools(name, photoKind));
  });
}

function renderedTools(group: string, photoKind: PhotoKind): readonly Tool[] {
  const all = groups.find(({ name }) => name === group)?.tools ?? [];
  return all.filter(
    (tool) =>
      notRenderedReason(tool.name) === undefined &&
      !leftOut.has(tool.name) &&
      (tool.photoKind === undefined || tool.photoKind === photoKind),
  );
}

function panelFunction(group: string, tools: readonly Tool[]): ModelTool {
  const { title } = groups.find(({ name }) => name === group)!;
  const own = tools.filter(({ place }) => place === 'photo');
  return {
    name: functionName(group),
    description: `${title} of the whole photo. Sets what is named; the rest stays as it is.`,
    parameters: objectOf(own.map((tool): [string, JsonSchema] => [tool.name, brief(tool)])),
  };
}

function pointColorFunction(tools: readonly Tool[]): ModelTool {
  const swatch = tools.find(({ place }) => place === 'swatches')!;
  const fields = (swatch.fields ?? []).flatMap((name) => tools.filter((tool) => tool.name === name));
  const target: JsonSchema = { type: 'string', description: 'Number of the swatch, "1" to "8".' };
  return {
    name: functionName('point-color'),
    description: 'Shifts one colour of the photo, picked by hue, saturation and luminance.',
    parameters: {
      ...objectOf([['target', target], ...fields.map((tool): [string, JsonSchema] => [tool.name, brief(tool)])]),
      required: ['target'],
    },
  };
}

export function objectOf(properties: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}
