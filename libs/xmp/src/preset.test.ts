import { emptyRecipe } from '@safelight/core';
import { applyCalls, parseRecipe } from '@safelight/recipe';
import { recipeArbitrary } from '@safelight/recipe/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.fixture.ts';
import { packet } from './packet.fixture.ts';
import { applyPreset, readPreset, writePreset } from './preset.ts';
import { writeSidecar } from './write.ts';

const rendered = { photoKind: 'rendered' } as const;
const names = { name: 'Soft "evening" & more', group: 'Safelight', uuid: '0123456789ABCDEF0123456789ABCDEF' };
const recipe = (settings: Record<string, unknown>) => parseRecipe({ ...emptyRecipe, settings });

test('A preset states what the recipe changes, what it is called, and nothing else.', () => {
  const { xmp, leftOut } = writePreset(recipe({ exposure: 0.5, hueRed: -8 }), names, rendered);
  expect(leftOut).toEqual([]);
  for (const said of [
    'PresetType="Normal"',
    `UUID="${names.uuid}"`,
    'SupportsAmount2="True"',
    'ProcessVersion="15.4"',
    'HasSettings="True"',
  ]) {
    expect(xmp).toContain(`crs:${said}`);
  }
  const stated = [...xmp.matchAll(/crs:(\w+)="[+-]?[\d.]+"/g)].map(([, name]) => name);
  expect(stated).toEqual(['Version', 'ProcessVersion', 'Exposure2012', 'HueAdjustmentRed']);
  expect(xmp).toMatch(/<crs:Name>\s*<rdf:Alt>\s*<rdf:li xml:lang="x-default">Soft "evening" &amp; more<\/rdf:li>/);
  expect(xmp).not.toMatch(/AlreadyApplied|RawFileName/);
});

test('What was written is read back, names and all.', () => {
  const only = (tool: { group: string; name: string }) => tool.group !== 'crop' && tool.name !== 'uprightGuides';
  fc.assert(
    fc.property(recipeArbitrary({ only }), recipeArbitrary(), (settings, { pointColors }) => {
      const whole = parseRecipe({ ...settings, pointColors });
      const { xmp, leftOut } = writePreset(whole, names, rendered);
      const preset = readPreset(xmp, rendered);
      expect(leftOut).toEqual([]);
      expect(preset).toMatchObject({ ...names, recipe: canonical(whole), warnings: [] });
    }),
    { numRuns: 60 },
  );
});

test('What belongs to one photo is left out and named.', () => {
  const calls = [
    { tool: 'cropLeft', value: 0.2 },
    { tool: 'maskSky', target: 'sky', value: true },
    { tool: 'maskBrush', target: 'hair', value: { brushDabs: [[0.5, 0.5]] } },
    { tool: 'retouchHeal', target: '1', value: { retouchPosition: [0, 0], retouchSize: [0.1, 0.1] } },
  ];
  const made = applyCalls(emptyRecipe, calls, { ...rendered, notRendered: () => undefined }).recipe;
  const { xmp, leftOut } = writePreset(made, names, rendered);
  expect(leftOut.map(({ field }) => field)).toEqual([
    'settings.cropLeft',
    'settings.hasCrop',
    'corrections[1]',
    'retouch[0]',
  ]);
  expect(readPreset(xmp, rendered).recipe.corrections.map(({ name }) => name)).toEqual(['sky']);
});

test('A key that the preset lacks stays as it is on the photo, one at its default is set back.', () => {
  const text = packet({ PresetType: 'Normal', Contrast2012: '0', Vibrance: '+20' });
  const preset = readPreset(text, rendered);
  expect(preset.stated.toSorted()).toEqual(['contrast', 'vibrance']);
  const after = applyPreset(recipe({ contrast: 30, exposure: 1, vibrance: 5 }), preset);
  expect(after.settings).toEqual({ exposure: 1, vibrance: 20 });
});

test('A sidecar is no preset, and bad names are refused.', () => {
  expect(() => readPreset(writeSidecar(emptyRecipe, rendered), rendered)).toThrow(/no develop preset/);
  expect(() => writePreset(emptyRecipe, { ...names, uuid: 'x' }, rendered)).toThrow(/32 upper-case/);
  expect(() => writePreset(emptyRecipe, { ...names, name: 'a\u0000' }, rendered)).toThrow(/visible characters/);
});
