import { readFileSync } from 'node:fs';
import { settingTools, type Tool } from '@safelight/catalogue';
import { applyCalls, buildRecipe, parseRecipe, toPrecision } from '@safelight/recipe';
import { recipeArbitrary } from '@safelight/recipe/testing';
import { emptyRecipe, type ForeignProperty, type PhotoKind, type SettingValue } from '@safelight/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.fixture.ts';
import { plainDom, plainProperties } from './dom.fixture.ts';
import { packet } from './packet.fixture.ts';
import { readXmp } from './read.ts';
import { writeSidecar } from './write.ts';

const kinds: PhotoKind[] = ['rendered', 'raw'];
const example = readFileSync(new URL('../fixtures/example.xmp', import.meta.url), 'utf8');

test.each(kinds)(
  'A recipe that was written is read back equal, and written again gives the same bytes (%s).',
  (photoKind) => {
    fc.assert(
      fc.property(recipeArbitrary({ photoKind }), (recipe) => {
        const text = writeSidecar(recipe, { photoKind });
        const { recipe: again, warnings } = readXmp(text, { photoKind });
        expect(again).toEqual(canonical(recipe));
        expect(warnings).toEqual([]);
        expect(writeSidecar(again, { photoKind })).toBe(text);
      }),
      { numRuns: 80 },
    );
  },
);

/** The values at which rounding and signs go wrong first. */
function edges(tool: Tool): SettingValue[] {
  switch (tool.type) {
    case 'int':
    case 'float': {
      const step = tool.xmp.form === 'decimal' ? 10 ** -tool.xmp.decimals : 1;
      const middle = typeof tool.default === 'number' ? tool.default : Math.round((tool.min! + tool.max!) / 2);
      return [tool.min!, tool.min! + step, middle - step, middle, middle + step, tool.max! - step, tool.max!]
        .filter((value) => value >= tool.min! && value <= tool.max!)
        .map((value) => toPrecision(tool, value));
    }
    case 'bool':
      return [true, false];
    case 'enum':
      return tool.choices!.map((choice) => choice.value);
    default:
      return [
        [
          [0, 0],
          [255, 255],
        ],
        [
          [0, 255],
          [255, 0],
        ],
        [
          [1, 0],
          [2, 255],
        ],
      ];
  }
}

test.each(kinds)('Every slider survives at both ends, at its default and one step beside them (%s).', (photoKind) => {
  let checked = 0;
  for (const tool of settingTools) {
    for (const value of edges(tool)) {
      const context = { photoKind, notRendered: () => undefined };
      const { recipe, problems } = applyCalls(emptyRecipe, [{ tool: tool.name, value }], context);
      if (problems.length > 0) continue;
      expect(
        readXmp(writeSidecar(recipe, { photoKind }), { photoKind }).recipe,
        `${tool.name} ${String(value)}`,
      ).toEqual(recipe);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(800);
});

test('The photo that a sidecar belongs to is no part of the recipe.', () => {
  const text = writeSidecar(emptyRecipe, { photoKind: 'raw', photoFileName: 'A & "B".dng', alreadyApplied: true });
  const { recipe, carrier } = readXmp(text, { photoKind: 'raw' });
  expect(recipe).toEqual(emptyRecipe);
  expect(carrier).toEqual({ photoFileName: 'A & "B".dng', sidecarForExtension: 'DNG', alreadyApplied: true });
  const unnamed = writeSidecar(emptyRecipe, { photoKind: 'raw', sidecarForExtension: 'CR3' });
  expect(readXmp(unnamed, { photoKind: 'raw' }).carrier).toEqual({ sidecarForExtension: 'CR3', alreadyApplied: false });
});

test('Values are spelled as Adobe spells them.', () => {
  const curve: SettingValue = [
    [0, 6],
    [255, 250],
  ];
  const settings = {
    exposure: 0.5,
    contrast: 25,
    highlights: -7,
    temperature: 5300,
    tint: 8,
    toneCurve: curve,
    colorGradeShadowHue: 220,
    colorGradeBalance: 5,
    sharpenRadius: 1.2,
    lensProfileEnable: true,
    convertToGrayscale: true,
    upright: 2,
    perspectiveRotate: -0.5,
    perspectiveX: 12.5,
    cropLeft: 0.1,
    cropAngle: 1.25,
    vignetteStyle: 3,
    hdrMaxValue: 2.5,
  };
  const text = writeSidecar(parseRecipe({ schema: 1, settings, foreign: [] }), { photoKind: 'raw' });
  for (const spelled of [
    'Exposure2012="+0.50"',
    'Contrast2012="+25"',
    'Highlights2012="-7"',
    'Shadows2012="0"',
    'Temperature="5300"',
    'Tint="+8"',
    'ToneCurveName2012="Custom"',
    'SplitToningShadowHue="220"',
    'SplitToningBalance="+5"',
    'SharpenRadius="+1.2"',
    'LensProfileEnable="1"',
    'ConvertToGrayscale="True"',
    'PerspectiveUpright="2"',
    'PerspectiveRotate="-0.5"',
    'PerspectiveX="+12.50"',
    'PerspectiveY="0.00"',
    'CropLeft="0.1"',
    'CropRight="1"',
    'CropAngle="1.25"',
    'HasCrop="True"',
    'PostCropVignetteStyle="3"',
    'HDRMaxValue="2.50"',
    'ProcessVersion="15.4"',
    'HasSettings="True"',
    'AlreadyApplied="False"',
    'ParametricShadowSplit="25"',
    'Sharpness="40"',
  ]) {
    expect(text).toContain(`crs:${spelled}`);
  }
  expect(text).toMatch(/<crs:ToneCurvePV2012>\s*<rdf:Seq>\s*<rdf:li>0, 6<\/rdf:li>\s*<rdf:li>255, 250<\/rdf:li>/);
});

test('Orientation is written only when it is set, and never beside pixels that are already upright.', () => {
  const turned = buildRecipe({ settings: { orientation: 6 }, foreign: [] });
  expect(writeSidecar(emptyRecipe, { photoKind: 'rendered' })).not.toContain('Orientation');
  expect(writeSidecar(turned, { photoKind: 'rendered' })).toContain('tiff:Orientation="6"');
  expect(writeSidecar(turned, { photoKind: 'rendered', alreadyApplied: true })).not.toContain('Orientation');
});

test('Masks, looks and other namespaces of a file come out as they went in.', () => {
  const before = plainProperties(example);
  const { recipe } = readXmp(example, { photoKind: 'raw' });
  const changed = buildRecipe({ ...recipe, settings: { ...recipe.settings, exposure: 1 } });
  const after = plainProperties(writeSidecar(changed, { photoKind: 'raw', photoFileName: 'demo.CR3' }));
  const differing = [...before].filter(([name, value]) => JSON.stringify(after.get(name)) !== JSON.stringify(value));
  // A sidecar states every adjustment of a correction, so its text differs; what it means does not.
  expect(differing.map(([name]) => name.replace(/^.*\}/, ''))).toEqual(['Exposure2012', 'MaskGroupBasedCorrections']);
  expect(readXmp(writeSidecar(changed, { photoKind: 'raw' }), { photoKind: 'raw' }).recipe).toEqual(changed);
  expect([...before.keys()].some((name) => name.endsWith('MaskGroupBasedCorrections'))).toBe(true);
});

test('Every form of foreign structure survives equal as a tree, through a recipe in JSON.', () => {
  const children = `
    <crs:PointColors><rdf:Seq><rdf:li>1.5, 0.2</rdf:li></rdf:Seq></crs:PointColors>
    <crs:DepthMapInfo crs:Active="true" crs:BlurAmount="50"/>
    <crs:AILook rdf:parseType="Resource"><crs:Active>true</crs:Active></crs:AILook>
    <crs:Table_00FF xml:space="preserve">  a&lt;b&gt;&amp;"c'  \n </crs:Table_00FF>
    <dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag><rdf:li xml:lang="x-default">樱花 🌸</rdf:li></rdf:Bag></dc:subject>
    <crs:note xmlns:crs="urn:not-adobe" crs:kind="&#10;&#9;x"><crs:inner/>mixed <b xmlns="">text</b></crs:note>
    <my:one xmlns:my="urn:one" xmlns:your="urn:two" your:x="1" my:x="2"/>`;
  const text = packet({ Exposure2012: '+1.00' }, children);
  const { recipe } = readXmp(text, { photoKind: 'rendered' });
  const stored = parseRecipe(JSON.parse(JSON.stringify(recipe)));
  const written = writeSidecar(stored, { photoKind: 'rendered' });
  const before = plainProperties(text);
  const after = plainProperties(written);
  expect(recipe.foreign).toHaveLength(7);
  for (const [name, value] of before) expect(after.get(name)).toEqual(value);
  expect(readXmp(written, { photoKind: 'rendered' }).recipe).toEqual(recipe);
  for (const property of recipe.foreign) expect(plainDom(property.xml).name).toBe(`{${property.uri}}${property.name}`);
});

test('Any foreign text and structure survives.', () => {
  const name = fc.constantFrom('a', 'b', 'Rating', '名');
  const uri = fc.constantFrom(
    'urn:one',
    'urn:two',
    'http://ns.adobe.com/xap/1.0/',
    'http://ns.adobe.com/camera-raw-settings/1.0/',
  );
  const escape = (text: string) => text.replace(/[&<"\n\t\r]/g, (character) => `&#${character.charCodeAt(0)};`);
  const legal = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text));
  const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
    element: fc
      .tuple(uri, name, legal, tie('content'))
      .map(
        ([ns, local, value, content]) => `<p:${local} xmlns:p="${ns}" p:k="${escape(value)}">${content}</p:${local}>`,
      ),
    content: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      legal.map(escape),
      fc.array(tie('element'), { maxLength: 3 }).map((items) => items.join('\n ')),
    ),
  }));
  fc.assert(
    fc.property(element, (xml) => {
      const text = packet({}, xml);
      const { recipe } = readXmp(text, { photoKind: 'rendered' });
      const written = writeSidecar(recipe, { photoKind: 'rendered' });
      expect(readXmp(written, { photoKind: 'rendered' }).recipe).toEqual(recipe);
      expect(recipe.foreign).toHaveLength(1);
      for (const [key, value] of plainProperties(text)) expect(plainProperties(written).get(key)).toEqual(value);
    }),
    { numRuns: 200 },
  );
});

test('A value that could not be read stands as it was until the recipe sets the tool.', () => {
  const { recipe } = readXmp(packet({ Contrast2012: 'much' }), { photoKind: 'rendered' });
  const untouched = writeSidecar(recipe, { photoKind: 'rendered' });
  expect(untouched.match(/Contrast2012/g)).toHaveLength(2);
  expect(untouched).toContain('>much<');
  const set = writeSidecar(buildRecipe({ settings: { contrast: 5 }, foreign: recipe.foreign }), {
    photoKind: 'rendered',
  });
  expect(set.match(/Contrast2012/g)).toHaveLength(1);
  expect(set).toContain('crs:Contrast2012="+5"');
});

test('Exactly the white balance pair of the photo is written.', () => {
  const keys = (settings: Record<string, SettingValue>, photoKind: PhotoKind) =>
    [
      ...writeSidecar(parseRecipe({ schema: 1, settings, foreign: [] }), { photoKind }).matchAll(
        /crs:(WhiteBalance|\w*(?:Temperature|Tint))="([^"]*)"/g,
      ),
    ]
      .filter(([, name]) => name !== 'ShadowTint')
      .map(([, name, value]) => `${name}=${value}`);
  expect(keys({}, 'raw')).toEqual(['WhiteBalance=As Shot']);
  expect(keys({ temperature: 5300, tint: 8 }, 'raw')).toEqual(['WhiteBalance=Custom', 'Temperature=5300', 'Tint=+8']);
  expect(keys({}, 'rendered')).toEqual(['WhiteBalance=As Shot', 'IncrementalTemperature=0', 'IncrementalTint=0']);
  expect(keys({ incrementalTint: -4 }, 'rendered')).toEqual([
    'WhiteBalance=Custom',
    'IncrementalTemperature=0',
    'IncrementalTint=-4',
  ]);
  expect(keys({ whiteBalance: 'Auto' }, 'rendered')).toEqual(['WhiteBalance=Auto']);
});

test('Settings of the other kind of photo are refused rather than written.', () => {
  const recipe = parseRecipe({ schema: 1, settings: { temperature: 5300 }, foreign: [] });
  expect(() => writeSidecar(recipe, { photoKind: 'rendered' })).toThrow(
    expect.objectContaining({ code: 'tool.notApplicable', field: 'settings.temperature' }),
  );
});

test.each<[string, Partial<ForeignProperty>]>([
  ['no XML at all', { xml: 'plain' }],
  ['an element that is not closed', { xml: '<p:a xmlns:p="urn:p">' }],
  ['another element', { xml: '<p:b xmlns:p="urn:p"/>' }],
  ['two elements', { xml: '<p:a xmlns:p="urn:p"/><p:a xmlns:p="urn:p"/>' }],
  ['an entity', { xml: '<!DOCTYPE a [<!ENTITY e "x">]><p:a xmlns:p="urn:p">&e;</p:a>' }],
  ['an unknown prefix', { xml: '<p:a/>' }],
])('A recipe whose foreign property is %s cannot be written.', (_what, part) => {
  const recipe = buildRecipe({ settings: {}, foreign: [{ uri: 'urn:p', name: 'a', xml: '', ...part }] });
  expect(() => writeSidecar(recipe, { photoKind: 'rendered' })).toThrow(
    expect.objectContaining({ code: 'recipe.invalid', field: 'foreign[0].xml' }),
  );
});
