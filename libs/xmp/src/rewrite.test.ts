import { readFileSync } from 'node:fs';
import { emptyRecipe, Fault, type PhotoKind, type Recipe, type ToolCall } from '@safelight/core';
import { applyCalls, parseRecipe } from '@safelight/recipe';
import { recipeArbitrary } from '@safelight/recipe/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.fixture.ts';
import { namespaces, packet } from './packet.fixture.ts';
import { readXmp } from './read.ts';
import { rewriteXmp } from './rewrite.ts';
import { writeSidecar } from './write.ts';

const example = readFileSync(new URL('../fixtures/example.xmp', import.meta.url), 'utf8');
const raw = { photoKind: 'raw' } as const;
const context = { photoKind: 'raw', notRendered: () => undefined } as const;

function edited(text: string, ...calls: readonly ToolCall[]): string {
  const { recipe, problems } = applyCalls(readXmp(text, raw).recipe, calls, context);
  expect(problems).toEqual([]);
  const again = rewriteXmp(text, recipe, raw);
  const read = readXmp(again, raw).recipe;
  expect({ ...read, foreign: [] }).toEqual({ ...canonical(recipe), foreign: [] });
  return again;
}

/** Lines of one text that the other has not. */
function linesOnlyIn(text: string, other: string): string[] {
  const lines = new Set(other.split('\n'));
  return text
    .split('\n')
    .filter((line) => !lines.has(line))
    .map((line) => line.trim());
}

test('The recipe that was read gives the same bytes, through JSON and with a byte order mark too.', () => {
  for (const text of [
    example,
    `\uFEFF${example}`,
    example.replaceAll('\n', '\r\n'),
    packet({ Contrast2012: 'much' }),
  ]) {
    const { recipe } = readXmp(text, raw);
    expect(rewriteXmp(text, recipe, raw)).toBe(text);
    expect(rewriteXmp(text, parseRecipe(JSON.parse(JSON.stringify(recipe))), raw)).toBe(text);
  }
});

test.each<PhotoKind>(['raw', 'rendered'])('Any recipe takes the place of any other one (%s).', (photoKind) => {
  const recipes = recipeArbitrary({ photoKind });
  fc.assert(
    fc.property(recipes, recipes, (first, second) => {
      const text = writeSidecar(first, { photoKind });
      expect(rewriteXmp(text, canonical(first), { photoKind })).toBe(text);
      const again = rewriteXmp(text, second, { photoKind });
      expect(readXmp(again, { photoKind }).recipe).toEqual(canonical(second));
    }),
    { numRuns: 60 },
  );
});

test('A changed setting changes its value and nothing else.', () => {
  const text = edited(example, { tool: 'exposure', value: -0.5 }, { tool: 'shadows', value: 0 });
  expect(linesOnlyIn(example, text)).toEqual(['crs:Exposure2012="+0.35"', 'crs:Shadows2012="+25"']);
  expect(linesOnlyIn(text, example)).toEqual(['crs:Exposure2012="-0.50"', 'crs:Shadows2012="0"']);
});

test('What a setting implies follows, and what was not there is added behind the other settings.', () => {
  const text = edited(example, { tool: 'whiteBalance', value: 'As Shot' }, { tool: 'dehaze', value: 12 });
  expect(linesOnlyIn(example, text)).toEqual([
    'crs:WhiteBalance="Custom"',
    'crs:Temperature="5300"',
    'crs:Tint="+8"',
    'crs:CropAngle="-1.2">',
  ]);
  expect(linesOnlyIn(text, example)).toEqual([
    'crs:WhiteBalance="As Shot"',
    'crs:CropAngle="-1.2"',
    'crs:Dehaze="+12">',
  ]);
});

test('One adjustment of one correction changes one attribute; its masks and the others stay letter by letter.', () => {
  const text = edited(example, { tool: 'localExposure', target: 'Calm sky', value: -1 });
  expect(linesOnlyIn(example, text)).toEqual(['crs:LocalExposure2012="-0.125"']);
  expect(linesOnlyIn(text, example)).toEqual(['crs:LocalExposure2012="-0.25"']);
});

test('A mask that is changed, added or taken away leaves its neighbours alone.', () => {
  const changed = edited(example, { tool: 'linearFullY', target: 'Calm sky', value: 0.2 });
  expect(linesOnlyIn(example, changed).join()).toContain('crs:FullY="0.1"');
  expect(changed).toContain('crs:MaskSubType="2"\n          crs:ReferencePoint="0.500000 0.500000"');
  const added = edited(example, { tool: 'maskWater', target: 'Calm sky', value: { maskCombine: 'subtract' } });
  expect(linesOnlyIn(example, added)).toEqual([]);
  const removed = edited(example, { tool: 'maskBrush', target: 'Face glow', value: false });
  expect(linesOnlyIn(removed, example)).toEqual([]);
  expect(removed).not.toContain('Mask/Aggregate');
  expect(removed).toContain('mid to bright');
  const without = edited(
    example,
    { tool: 'maskSky', target: 'Calm sky', value: false },
    { tool: 'maskLinearGradient', target: 'Calm sky', value: false },
  );
  expect(linesOnlyIn(without, example)).toEqual([]);
  expect(without).not.toContain('Calm sky');
});

test('A new correction joins the list, also where there was none.', () => {
  const calls: ToolCall[] = [
    { tool: 'maskSky', target: 'sky', value: true },
    { tool: 'localDehaze', target: 'sky', value: 20 },
  ];
  expect(linesOnlyIn(example, edited(example, ...calls))).toEqual([]);
  const bare = packet({ Exposure2012: '+1.00' });
  expect(edited(bare, ...calls)).toContain('crs:Exposure2012="+1.00"');
  expect(edited('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', ...calls)).toContain(
    'LocalDehaze',
  );
});

test('Other prefixes, quotes, comments and descriptions stay.', () => {
  const text = `<?xml version="1.0"?>
<!-- kept -->
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:c="http://ns.adobe.com/camera-raw-settings/1.0/">
 <r:Description r:about='' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>a > b &amp; "c"</dc:title></r:Description>
 <r:Description r:about='' c:Exposure2012='+1.00' c:Unknown='7'><c:Contrast2012>+5</c:Contrast2012></r:Description>
</r:RDF>
<!-- end -->`;
  const again = edited(
    text,
    { tool: 'exposure', value: 2 },
    { tool: 'contrast', value: 6 },
    { tool: 'clarity', value: 7 },
  );
  expect(again).toBe(
    text
      .replace("c:Exposure2012='+1.00' c:Unknown='7'", 'c:Exposure2012="+2.00" c:Unknown=\'7\' c:Clarity2012="+7"')
      .replace(
        '<c:Contrast2012>+5</c:Contrast2012>',
        '<crs:Contrast2012 xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/">+6</crs:Contrast2012>',
      ),
  );
});

test('A file in the form of child elements gets child elements.', () => {
  const item = `<rdf:li rdf:parseType="Resource"><crs:What>Correction</crs:What><crs:LocalTint>0.1</crs:LocalTint><crs:CorrectionMasks><rdf:Seq><rdf:li rdf:parseType="Resource"><crs:What>Mask/Image</crs:What><crs:MaskSubType>2</crs:MaskSubType></rdf:li></rdf:Seq></crs:CorrectionMasks></rdf:li>`;
  const text = packet({}, `<crs:MaskGroupBasedCorrections><rdf:Seq>${item}</rdf:Seq></crs:MaskGroupBasedCorrections>`);
  const [{ id }] = readXmp(text, raw).recipe.corrections as [Recipe['corrections'][number]];
  const { recipe } = applyCalls(
    readXmp(text, raw).recipe,
    [
      { tool: 'localTint', target: id, value: 20 },
      { tool: 'localHue', target: id, value: 90 },
    ],
    context,
  );
  const again = rewriteXmp(text, recipe, raw);
  expect(again).toContain('<crs:LocalTint>0.2</crs:LocalTint>');
  expect(again).toContain('<crs:LocalHue>0.5</crs:LocalHue>');
  expect(again.length - text.length).toBe('<crs:LocalHue>0.5</crs:LocalHue>'.length);
});

test('Computed digests stay with a mask that is left alone and go with one that changed.', () => {
  const text = example.replace('crs:ErrorReason="0"/>', 'crs:MaskDigest="AB"\n crs:ErrorReason="0"/>');
  const adjusted = edited(text, { tool: 'localTint', target: 'Calm sky', value: 4 });
  expect(adjusted).toContain('crs:MaskDigest="AB"\n crs:ErrorReason="0"/>');
  const { recipe } = readXmp(text, raw);
  const [sky] = recipe.corrections as [Recipe['corrections'][number]];
  const turned = sky.masks.map((mask, index) => (index === 0 ? { ...mask, settings: { maskInvert: true } } : mask));
  const changed = { ...recipe, corrections: [{ ...sky, masks: turned }, ...recipe.corrections.slice(1)] };
  expect(rewriteXmp(text, changed, raw)).not.toContain('MaskDigest');
});

test('Corrections of an older container move to mask groups when one of them changes, and stay otherwise.', () => {
  const masks = '<crs:CorrectionMasks><rdf:Seq><rdf:li crs:What="Mask/Gradient"/></rdf:Seq></crs:CorrectionMasks>';
  const old = `<crs:GradientBasedCorrections><rdf:Seq><rdf:li><rdf:Description crs:What="Correction" crs:CorrectionName="top">${masks}</rdf:Description></rdf:li></rdf:Seq></crs:GradientBasedCorrections>`;
  const text = packet({}, old);
  expect(edited(text, { tool: 'exposure', value: 1 })).toContain(old);
  const moved = edited(text, { tool: 'localTint', target: 'top', value: 9 });
  expect(moved).not.toContain('GradientBasedCorrections');
  expect(moved.match(/CorrectionName="top"/g)).toHaveLength(1);
});

test('A property that is there twice is set once and taken away where it would speak against it.', () => {
  const text = `<rdf:RDF ${namespaces}><rdf:Description crs:Contrast2012="1"/><rdf:Description crs:Contrast2012="2"/></rdf:RDF>`;
  const again = edited(text, { tool: 'contrast', value: 3 });
  expect(again.match(/Contrast2012/g)).toHaveLength(1);
  expect(readXmp(again, raw).warnings).toEqual([]);
});

test('Settings of the other kind of photo are refused.', () => {
  const recipe = parseRecipe({ ...emptyRecipe, settings: { incrementalTint: 3 } });
  expect(() => rewriteXmp(example, recipe, raw)).toThrow(Fault);
});
