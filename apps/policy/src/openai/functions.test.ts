import { findTool } from '@safelight/catalogue';
import { emptyRecipe, type ToolCall } from '@safelight/core';
import { notRenderedReason } from '@safelight/engine';
import { applyCalls } from '@safelight/recipe';
import { estimateTokens } from '@safelight/vlm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionCallsOf, toolCallsOf } from './calls.ts';
import { developFunctions } from './functions.ts';
import { toolGroups } from './toolGroups.ts';

interface ObjectSchema {
  readonly properties: Readonly<Record<string, { readonly items?: ObjectSchema; readonly enum?: readonly string[] }>>;
}

const settingsOf = (kind: 'rendered' | 'raw') =>
  developFunctions(kind, toolGroups).flatMap(({ parameters }) =>
    Object.entries((parameters as ObjectSchema).properties).flatMap(([name, schema]) => {
      if (name === 'target') return [];
      const fields = schema.items?.properties;
      if (name !== 'masks' || fields === undefined) return [name];
      return [...fields['mask']!.enum!, ...Object.keys(fields).filter((field) => field !== 'mask')];
    }),
  );

describe('the functions that a model is offered', () => {
  it.each(['rendered', 'raw'] as const)('name only tools that render on %s photos, each once', (kind) => {
    const names = settingsOf(kind);
    expect(names.length).toBeGreaterThan(150);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      const tool = findTool(name);
      expect(tool, name).toBeDefined();
      expect(notRenderedReason(name), name).toBeUndefined();
      expect([undefined, kind]).toContain(tool!.photoKind);
    }
    expect(names.includes('temperature')).toBe(kind === 'raw');
    expect(names.includes('incrementalTemperature')).toBe(kind === 'rendered');
  });

  it('take less than 8,500 tokens of a context, all groups together', () => {
    expect(estimateTokens(JSON.stringify(developFunctions('rendered', toolGroups)))).toBeLessThan(8_500);
  });

  it('are only those of the groups that are asked for', () => {
    expect(developFunctions('rendered', ['crop', 'hsl']).map(({ name }) => name)).toEqual([
      'develop_crop',
      'develop_hsl',
    ]);
  });
});

const settings = fc.constantFrom<ToolCall>(
  { tool: 'exposure', value: 0.7 },
  { tool: 'contrast', value: -12 },
  { tool: 'hueBlue', value: 5 },
  { tool: 'whiteBalance', value: 'Auto' },
  {
    tool: 'toneCurve',
    value: [
      [0, 0],
      [128, 140],
      [255, 255],
    ],
  },
  { tool: 'convertToGrayscale', value: true },
);
const locals = fc.constantFrom<ToolCall>(
  { tool: 'maskSky', value: true, target: 'sky' },
  { tool: 'maskLinearGradient', value: { linearZeroY: 0.5, linearFullY: 0.1 }, target: 'sky' },
  { tool: 'localExposure', value: -0.4, target: 'sky' },
  { tool: 'maskSubject', value: true, target: 'subject' },
  { tool: 'localClarity', value: 12, target: 'subject' },
  { tool: 'pointColor', value: { pointColorSourceHue: 210, pointColorHueShift: 5 }, target: '1' },
);
const byTool = (calls: readonly ToolCall[]) => calls.map((call) => JSON.stringify(call)).toSorted();

describe('calls of tools and of functions', () => {
  it('say the same: from tools to functions and back nothing is lost', () => {
    const selector = ({ tool, target }: ToolCall) => `${tool} ${target ?? ''}`;
    const calls = fc.uniqueArray(fc.oneof(settings, locals), { selector, maxLength: 10 });
    fc.assert(
      fc.property(calls, (before) => {
        const after = functionCallsOf(before).flatMap((call) => {
          const parsed = toolCallsOf(call);
          if ('problem' in parsed) throw new Error(parsed.problem);
          return parsed.calls;
        });
        expect(byTool(after)).toEqual(byTool(before));
      }),
    );
  });

  it('are carried out in one step: masks first, then what acts within them', () => {
    const masks = [{ mask: 'maskSky' }, { mask: 'maskRadialGradient', radialFeather: 80, maskCombine: 'subtract' }];
    const parsed = toolCallsOf({ name: 'develop_local', arguments: { localExposure: -0.5, target: 'sky', masks } });
    if ('problem' in parsed) throw new Error(parsed.problem);
    const { recipe, problems } = applyCalls(emptyRecipe, parsed.calls, {
      photoKind: 'rendered',
      notRendered: notRenderedReason,
    });
    expect(problems).toEqual([]);
    expect(recipe.corrections[0]).toMatchObject({ name: 'sky', settings: { localExposure: -0.5 } });
    expect(recipe.corrections[0]!.masks.map(({ tool }) => tool)).toEqual(['maskSky', 'maskRadialGradient']);
  });

  it('take null as left out', () => {
    expect(toolCallsOf({ name: 'develop_basic', arguments: { exposure: 1, contrast: null } })).toEqual({
      calls: [{ tool: 'exposure', value: 1 }],
    });
  });
});
