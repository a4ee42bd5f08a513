import { readFileSync } from 'node:fs';
import { findTool, tools } from '@safelight/catalogue';
import { emptyRecipe, type Recipe, type SettingValues } from '@safelight/core';
import { applyCalls, parseRecipe, toPrecision } from '@safelight/recipe';
import { expect, test } from 'vitest';
import { packet } from '../packet.fixture.ts';
import { readXmp } from '../read.ts';
import { writeSidecar } from '../write.ts';

const example = readFileSync(new URL('../../fixtures/example.xmp', import.meta.url), 'utf8');
const raw = { photoKind: 'raw' } as const;

const read = (children: string) => readXmp(packet({}, children), raw);
const seq = (name: string, ...items: string[]): string =>
  `<crs:${name}><rdf:Seq>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:Seq></crs:${name}>`;
const attributes = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => ` crs:${name}="${value}"`)
    .join('');
const description = (fields: Readonly<Record<string, string>>, children = ''): string =>
  `<rdf:Description${attributes(fields)}>${children}</rdf:Description>`;
const correction = (masks: string, fields: Readonly<Record<string, string>> = {}, children = ''): string =>
  seq('MaskGroupBasedCorrections', description({ What: 'Correction', ...fields }, children + masks));
const oneMask = (fields: Readonly<Record<string, string>>, children = ''): string =>
  correction(seq('CorrectionMasks', description(fields, children)));

/** The only mask of what is read. */
function maskIn(children: string) {
  const { recipe } = read(children);
  expect(recipe.corrections).toHaveLength(1);
  return recipe.corrections[0]!.masks[0]!;
}

test('The masks of the example are read into typed corrections and written back equal in meaning.', () => {
  const { recipe, warnings } = readXmp(example, raw);
  expect(warnings).toEqual([]);
  expect(recipe.corrections).toMatchObject([
    {
      id: '11111111111111111111111111111101',
      name: 'Calm sky',
      settings: { localExposure: -0.5, localHighlights: -30, localTemperature: -6 },
      masks: [
        { tool: 'maskSky', name: 'Sky', settings: {}, foreign: [] },
        {
          tool: 'maskLinearGradient',
          settings: { maskCombine: 'intersect', linearZeroY: 0.62, linearFullY: 0.1 },
          foreign: [],
        },
      ],
      foreign: [],
    },
    {
      name: 'Face glow',
      settings: {
        localAmount: 80,
        localExposure: 0.35,
        localTexture: -15,
        localCurve: [
          [0, 0],
          [128, 136],
          [255, 255],
        ],
      },
      masks: [
        { tool: 'maskRadialGradient', settings: { radialTop: 0.22, radialLeft: 0.41, radialFeather: 60 }, foreign: [] },
        {
          tool: 'maskLuminanceRange',
          settings: { maskCombine: 'intersect', luminanceRangeBounds: [0.25, 0.35, 0.9, 1] },
          foreign: [],
        },
        {
          tool: 'maskBrush',
          strokes: [
            {
              brushRadius: 0.03,
              brushFlow: 60,
              brushDabs: [
                [0.43, 0.4],
                [0.439, 0.404],
              ],
            },
          ],
          foreign: [],
        },
      ],
    },
  ]);
  expect(readXmp(writeSidecar(recipe, raw), raw).recipe).toEqual(recipe);
});

test('A structure says the same in each of the three spellings of RDF.', () => {
  const fields = { What: 'Mask/CircularGradient', MaskInverted: 'true', Feather: '30', Top: '0.1' };
  const asAttributes = `<crs:CorrectionMasks><rdf:Seq><rdf:li${attributes(fields)}/></rdf:Seq></crs:CorrectionMasks>`;
  const children = Object.entries(fields).map(([name, value]) => `<crs:${name}>${value}</crs:${name}>`);
  const asResource = `<crs:CorrectionMasks><rdf:Seq><rdf:li rdf:parseType="Resource">${children.join('')}</rdf:li></rdf:Seq></crs:CorrectionMasks>`;
  const asDescription = seq('CorrectionMasks', description(fields));
  const masks = [asAttributes, asResource, asDescription].map((list) => maskIn(correction(list)));
  expect(masks[0]!.settings).toEqual({ maskInvert: true, radialFeather: 30, radialTop: 0.1 });
  expect(masks[1]).toEqual(masks[0]);
  expect(masks[2]).toEqual(masks[0]);
});

test.each([
  ['0', 'false', '1', {}],
  ['0', 'true', '1', { maskInvert: true }],
  ['1', 'false', '0', { maskCombine: 'subtract' }],
  ['1', 'true', '0', { maskCombine: 'intersect' }],
])(
  'Blend mode %s with inversion %s and value %s joins as %j, and is written so.',
  (mode, inverted, value, settings) => {
    const fields = { What: 'Mask/Gradient', MaskBlendMode: mode, MaskInverted: inverted, MaskValue: value };
    const { recipe } = read(oneMask(fields));
    expect(recipe.corrections[0]!.masks[0]!.settings).toEqual(settings);
    const text = writeSidecar(recipe, raw);
    for (const [name, said] of Object.entries(fields)) expect(text).toContain(`crs:${name}="${said}"`);
  },
);

test('Every mask of the catalogue that Adobe finds by looking has its own code, read as written.', () => {
  const found = tools.filter(({ place, crs }) => place === 'masks' && crs.includes('Mask/Image'));
  expect(found.length).toBe(23);
  const codes = found.map(({ name }) => {
    const recipe = applyCalls(emptyRecipe, [{ tool: name, target: 'a', value: true }], {
      ...raw,
      notRendered: () => undefined,
    }).recipe;
    const text = writeSidecar(recipe, raw);
    expect(readXmp(text, raw).recipe, name).toEqual(recipe);
    expect(text).not.toContain('Digest');
    return /MaskSubType="(\d+)"(?:\s+crs:MaskSubCategoryID="(\d+)")?/.exec(text)!.slice(1).join('+');
  });
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.slice(0, 3)).toEqual(['1+', '2+', '0+22']);
});

test('A part of one person keeps that form, and the general form stays what it was.', () => {
  const part = (subType: string) => ({ What: 'Mask/Image', MaskSubType: subType, MaskSubCategoryID: '5' });
  const write = (children: string) => writeSidecar(read(children).recipe, raw);
  for (const subType of ['0', '3']) {
    expect(maskIn(oneMask(part(subType))).tool).toBe('maskHair');
    expect(write(oneMask(part(subType)))).toContain(`MaskSubType="${subType}"`);
  }
  const instance = seq('InstanceIDs', description({ InstanceID: '2' }));
  expect(maskIn(oneMask(part('0'), instance)).settings).toEqual({ personInstance: [2] });
});

test('Select Object has its outline: a box is two corners, a polygon its points, a rough stroke is carried.', () => {
  const object = { What: 'Mask/Image', MaskSubType: '0' };
  const polygon = (...points: [string, string][]): string =>
    seq(
      'Gesture',
      description({ What: 'Mask/Polygon' }, seq('Points', ...points.map(([X, Y]) => description({ X, Y })))),
    );
  const box = polygon(['0.1', '0.2'], ['0.6', '0.2'], ['0.1', '0.9'], ['0.6', '0.9']);
  expect(maskIn(oneMask(object, box)).settings).toEqual({
    objectGesture: [
      [0.1, 0.2],
      [0.6, 0.9],
    ],
  });
  const triangle = polygon(['0.1', '0.2'], ['0.6', '0.2'], ['0.3', '0.9']);
  expect(maskIn(oneMask(object, triangle)).settings).toEqual({
    objectGesture: [
      [0.1, 0.2],
      [0.6, 0.2],
      [0.3, 0.9],
    ],
  });
  const rough = maskIn(oneMask(object, seq('Gesture', description({ What: 'Mask/Paint', Radius: '0.1' }))));
  expect([rough.tool, rough.foreign.map(({ name }) => name)]).toEqual(['maskObject', ['Gesture']]);
});

test('Tokens of a brush set radius and flow from there on, and are written only where they change.', () => {
  const tokens = ['M 0.1 0.2', 'd 0.2 0.2', 'r 0.05', 'd 0.3 0.2', 'f 0.5', 'd 0.4 0.2', 'r 0.02', 'f 1', 'd 0.5 0.2'];
  const paint = description({ What: 'Mask/Paint', Radius: '0.02', Flow: '1' }, seq('Dabs', ...tokens));
  const children = oneMask({ What: 'Mask/Aggregate' }, seq('Masks', paint));
  const [stroke] = maskIn(children).strokes;
  expect(stroke).toEqual({
    brushRadius: 0.02,
    brushDabs: [
      [0.1, 0.2],
      [0.2, 0.2],
      [0.3, 0.2, 0.05],
      [0.4, 0.2, 0.05, 0.5],
      [0.5, 0.2],
    ],
  } satisfies SettingValues as unknown);
  const text = writeSidecar(read(children).recipe, raw);
  expect([...text.matchAll(/<rdf:li>([rf] [^<]*)</g)].map(([, token]) => token)).toEqual([
    'r 0.050000',
    'f 0.500000',
    'r 0.020000',
    'f 1.000000',
  ]);
});

test('Digests and fields that nobody knows stay with their mask and correction.', () => {
  const mask = { What: 'Mask/Image', MaskSubType: '2', MaskDigest: 'AB12', InputDigestVersion: '2', Origin: '0,296' };
  const { recipe } = read(
    correction(seq('CorrectionMasks', description(mask)), { NewThing: '7' }, '<crs:Deep><rdf:Bag/></crs:Deep>'),
  );
  const [only] = recipe.corrections;
  expect(only!.foreign.map(({ name }) => name)).toEqual(['Deep', 'NewThing']);
  expect(only!.masks[0]!.foreign.map(({ name }) => name)).toEqual(['InputDigestVersion', 'MaskDigest', 'Origin']);
  const text = writeSidecar(parseRecipe(JSON.parse(JSON.stringify(recipe))), raw);
  for (const part of ['crs:NewThing="7"', 'crs:MaskDigest="AB12"', '<crs:Deep>', '<rdf:Bag/>'])
    expect(text).toContain(part);
  expect(readXmp(text, raw).recipe).toEqual(recipe);
});

test('A correction with a mask that no tool stands for is carried whole, and said to have no effect.', () => {
  const strange = oneMask({ What: 'Mask/Clip', MaskSyncID: 'A'.repeat(32) });
  const { recipe, warnings } = read(strange);
  expect(recipe.corrections).toEqual([]);
  expect(warnings.map(({ message }) => message).join()).toMatch(/without effect/);
  const made = applyCalls(recipe, [{ tool: 'maskSky', target: 'sky', value: true }], {
    ...raw,
    notRendered: () => undefined,
  });
  const text = writeSidecar(made.recipe, raw);
  expect(text).toContain('Mask/Clip');
  expect(readXmp(text, raw).recipe).toEqual(made.recipe);
});

test('Corrections of older containers are read as mask groups and written as such.', () => {
  const gradient = seq(
    'GradientBasedCorrections',
    description(
      { What: 'Correction', LocalExposure2012: '0.25' },
      seq('CorrectionMasks', description({ What: 'Mask/Gradient', ZeroX: '0.1' })),
    ),
  );
  const circle = seq(
    'CircularGradientBasedCorrections',
    description(
      { What: 'Correction' },
      seq('CorrectionMasks', description({ What: 'Mask/CircularGradient', Flipped: 'false' })),
    ),
  );
  const paint = seq(
    'PaintBasedCorrections',
    description(
      { What: 'Correction' },
      seq('CorrectionMasks', description({ What: 'Mask/Paint', Radius: '0.1' }, seq('Dabs', 'd 0.1 0.1'))),
    ),
  );
  const { recipe } = read(gradient + circle + paint);
  expect(recipe.corrections.map(({ settings, masks }) => [settings, masks[0]!.tool, masks[0]!.settings])).toEqual([
    [{ localExposure: 1 }, 'maskLinearGradient', { linearZeroX: 0.1 }],
    [{}, 'maskRadialGradient', { maskInvert: true }],
    [{}, 'maskBrush', {}],
  ]);
  expect(new Set(recipe.corrections.flatMap(({ id, masks }) => [id, ...masks.map((mask) => mask.id)])).size).toBe(6);
  const text = writeSidecar(recipe, raw);
  expect(text).not.toMatch(/(?:Gradient|Paint)BasedCorrections/);
  expect(readXmp(text, raw).recipe).toEqual(recipe);
});

test('Point colour is nineteen numbers a swatch; the tuple of minus ones is no swatch.', () => {
  const tuple =
    '1.522230, 0.818425, 0.090266, -0.380000, -0.170000, 0.000000, 0.500000, 0.000000, 0.330000, 0.670000, 1.000000, 0.090000, 0.640000, 1.000000, 1.000000, 0.000000, 0.150000, 0.510000, 1.000000';
  const none = Array.from({ length: 19 }, () => '-1.000000').join(', ');
  const { recipe, warnings } = read(seq('PointColors', tuple) + seq('ColorVariance', '0.250000'));
  expect(warnings).toEqual([]);
  expect(recipe.pointColors).toEqual([
    {
      pointColorSourceHue: 91.3338,
      pointColorSourceSaturation: 81.8425,
      pointColorSourceLuminance: 9.0266,
      pointColorHueShift: -38,
      pointColorSaturationShift: -17,
      pointColorHueRange: [0, 0.33, 0.67, 1],
      pointColorSaturationRange: [0.09, 0.64, 1, 1],
      pointColorLuminanceRange: [0, 0.15, 0.51, 1],
      pointColorVariance: 25,
    },
  ]);
  expect(read(seq('PointColors', none) + seq('ColorVariance', '-50.000000')).recipe).toEqual(emptyRecipe);
  const broken = read(seq('PointColors', '1, 2, 3'));
  expect([broken.recipe.pointColors, broken.recipe.foreign.map(({ name }) => name)]).toEqual([[], ['PointColors']]);
});

test('Lens blur, guides and repairs are typed, and what belongs to them by the way is carried.', () => {
  const blur = `<crs:LensBlur${attributes({ Version: '1', Active: 'true', BlurAmount: '70', FocalRange: '-80 0 100 180', SampledArea: '0.5' })}/>`;
  const spot = description(
    {
      SpotType: 'clone',
      SourceState: 'sourceSetExplicitly',
      SourceX: '0.4',
      OffsetY: '0.3',
      Opacity: '0.5',
      Seed: '7',
    },
    seq(
      'Masks',
      description({
        What: 'Mask/Ellipse',
        X: '0.2',
        Y: '0.3',
        SizeX: '0.01',
        SizeY: '0.02',
        CenterValue: '0.5',
        Tilt: '5',
      }),
    ),
  );
  const text = packet(
    { UprightFourSegmentsCount: '1', UprightFourSegments_0: '0.1,0.2,0.1,0.9' },
    blur + seq('RetouchAreas', spot),
  );
  const { recipe, warnings } = readXmp(text, raw);
  expect(warnings).toEqual([]);
  expect(recipe).toMatchObject({
    settings: {
      lensBlurActive: true,
      lensBlurAmount: 70,
      lensBlurFocalRange: [-80, 0, 100, 180],
      uprightGuides: [[0.1, 0.2, 0.1, 0.9]],
    },
    retouch: [
      {
        tool: 'retouchClone',
        settings: {
          retouchPosition: [0.2, 0.3],
          retouchSize: [0.01, 0.02],
          retouchSourceX: 0.4,
          retouchSourceY: 0.3,
          retouchOpacity: 50,
        },
      },
    ],
  });
  const written = writeSidecar(recipe, raw);
  for (const part of ['SampledArea="0.5"', 'Seed="7"', 'Tilt="5"', 'CenterValue="0.5"'])
    expect(written).toContain(part);
  expect(readXmp(written, raw).recipe).toEqual(recipe);
});

test('A colour range has its samples; what has no described layout is carried inside it.', () => {
  const models = seq('PointModels', '0.1 0.2 0.3 0.01 0.02 0.03') + seq('AreaModels', description({ Info: '1' }));
  const range = `<crs:CorrectionRangeMask>${description({ Version: '3', Type: '1', ColorAmount: '0.4', Invert: 'false', SampleType: '1' }, models)}</crs:CorrectionRangeMask>`;
  const mask = maskIn(oneMask({ What: 'Mask/RangeMask' }, range));
  expect(mask).toMatchObject({
    tool: 'maskColorRange',
    settings: { colorRangeRefine: 40, colorRangeSamples: [[0.1, 0.2, 0.3, 0.01, 0.02, 0.03]] },
    foreign: [{ name: 'CorrectionRangeMask' }],
  });
  const { recipe } = read(oneMask({ What: 'Mask/RangeMask' }, range));
  const written = writeSidecar(recipe, raw);
  for (const part of ['SampleType="1"', 'crs:AreaModels', 'Info="1"', '0.1 0.2 0.3 0.01 0.02 0.03'])
    expect(written).toContain(part);
  expect(readXmp(written, raw).recipe).toEqual(recipe);
});

test('Repairs of old files are texts, and computed patches are carried as such.', () => {
  const old = read(
    seq(
      'RetouchInfo',
      'centerX = 0.3, centerY = 0.4, radius = 0.02, sourceState = sourceSetExplicitly, sourceX = 0.5, sourceY = 0.6, spotType = clone',
    ),
  );
  expect(old.recipe.retouch).toMatchObject([
    { tool: 'retouchClone', settings: { retouchPosition: [0.3, 0.4], retouchSize: [0.02, 0.02], retouchSourceX: 0.5 } },
  ]);
  const patch = description(
    { SpotType: 'heal_patchmatch', pm_patch_mask: 'AB' },
    seq('Masks', description({ What: 'Mask/Paint' }, seq('Dabs', 'd 0.4 0.7'))),
  );
  const { recipe } = read(seq('RetouchAreas', patch));
  expect(recipe.retouch[0]!.tool).toBe('retouchContentAware');
  expect(writeSidecar(recipe, raw)).toMatch(/SpotType="heal_patchmatch"[^>]*pm_patch_mask="AB"/);
});

/** A recipe that sets one tool of a part. */
function withValue(name: string, value: number): Recipe {
  const tool = findTool(name)!;
  const swatch = { pointColorSourceHue: 10, pointColorSourceSaturation: 20, pointColorSourceLuminance: 30 };
  const mask = { id: 'B'.repeat(32), name: '', foreign: [], strokes: [] as SettingValues[] };
  const owner = tools.find(({ place, fields }) => place === 'masks' && fields!.includes(name))?.name ?? 'maskSky';
  const stroke = { brushDabs: [[0.5, 0.5]], [name]: value };
  const masks = [
    {
      ...mask,
      tool: owner,
      settings: tool.place === 'mask' ? { [name]: value } : {},
      strokes: tool.place === 'stroke' ? [stroke] : [],
    },
  ];
  const correctionOf = { id: 'A'.repeat(32), name: 'a', pointColors: [], masks, foreign: [] };
  const settings = tool.place === 'correction' ? { [name]: value } : {};
  const area = { tool: 'retouchHeal', strokes: [], foreign: [] };
  const spot = { retouchPosition: [0, 0], retouchSize: [0.1, 0.1] };
  return parseRecipe({
    ...emptyRecipe,
    pointColors: tool.place === 'swatch' ? [{ ...swatch, [name]: value }] : [],
    corrections: ['correction', 'mask', 'stroke'].includes(tool.place) ? [{ ...correctionOf, settings }] : [],
    retouch: tool.place === 'area' ? [{ ...area, settings: { ...spot, [name]: value } }] : [],
  });
}

test('Every slider of a part survives at both ends and one step beside them.', () => {
  const places = new Set(['correction', 'mask', 'stroke', 'swatch', 'area']);
  const sliders = tools.filter((tool) => places.has(tool.place) && tool.min !== undefined);
  let checked = 0;
  for (const tool of sliders) {
    const step = Math.max(tool.step ?? 1, tool.type === 'int' ? 1 : 0);
    for (const value of [tool.min!, tool.min! + step, 0, tool.max! - step, tool.max!]) {
      if (value < tool.min! || value > tool.max!) continue;
      const recipe = withValue(tool.name, toPrecision(tool, value));
      expect(readXmp(writeSidecar(recipe, raw), raw).recipe, `${tool.name} ${value}`).toEqual(recipe);
      checked += 1;
    }
  }
  expect(sliders.length).toBeGreaterThan(65);
  expect(checked).toBeGreaterThan(300);
});

test('Adjustments are stored in the scales of Lightroom.', () => {
  const calls = Object.entries({
    localExposure: 2,
    localContrast: 25,
    localHue: 90,
    localToningHue: 220,
    localToningSaturation: 50,
    localAmount: 150,
    localCurveRefineSaturation: 40,
    localColorGradeShadowHue: 210,
  }).map(([tool, value]) => ({ tool, target: 'a', value }));
  const context = { ...raw, notRendered: () => undefined };
  const { recipe } = applyCalls(emptyRecipe, [{ tool: 'maskSky', target: 'a', value: true }, ...calls], context);
  const text = writeSidecar(recipe, raw);
  for (const spelled of [
    'LocalExposure2012="0.5"',
    'LocalContrast2012="0.25"',
    'LocalHue="0.5"',
    'LocalToningHue="220"',
    'LocalToningSaturation="0.5"',
    'CorrectionAmount="1.5"',
    'LocalCurveRefineSaturation="40"',
    'LocalColorGradeShadowHue="+210"',
    'CorrectionActive="true"',
    'ReferencePoint="0.500000 0.500000"',
  ]) {
    expect(text).toContain(`crs:${spelled}`);
  }
  expect(text).not.toContain('LocalColorGradeShadowLum');
});
