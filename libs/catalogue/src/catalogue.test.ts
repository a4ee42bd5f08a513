import { expect, test } from 'vitest';
import {
  counterpartOf,
  defaultOf,
  findSetting,
  findTool,
  findToolByCrs,
  groups,
  settingTools,
  tools,
} from './catalogue.ts';
import { crsUri, tiffUri } from './tool.ts';

test('The catalogue holds 306 tools with unique names, all frozen.', () => {
  expect(tools).toHaveLength(306);
  expect(new Set(tools.map((tool) => tool.name)).size).toBe(306);
  expect(Object.isFrozen(tools[0]!.paths[0])).toBe(true);
});

test('Groups stand in panel order with the counts of the table.', () => {
  expect(groups.map((group) => [group.name, group.tools.length])).toEqual([
    ['basic', 17],
    ['profile', 5],
    ['tone-curve', 13],
    ['hsl', 24],
    ['bw-mix', 10],
    ['color-grading', 14],
    ['detail', 14],
    ['lens', 15],
    ['transform', 10],
    ['crop', 8],
    ['effects', 16],
    ['calibration', 7],
    ['hdr', 9],
    ['point-color', 12],
    ['lens-blur', 14],
    ['local-adjust', 43],
    ['local-mask', 30],
    ['mask-geometry', 32],
    ['retouch', 13],
  ]);
  expect(groups.flatMap((group) => group.tools)).toEqual(tools);
});

test('A setting of the photo is one top-level property of its own, or a part of lens blur or the guides.', () => {
  const orientation = { uri: tiffUri, name: 'Orientation' };
  const parts = settingTools.filter(({ name, group }) => group === 'lens-blur' || name === 'uprightGuides');
  const whole = settingTools.filter((tool) => !parts.includes(tool));
  expect(new Set(whole.map((tool) => tool.paths[0][0].name)).size).toBe(whole.length);
  for (const tool of whole) {
    expect(tool.type).not.toBe('struct');
    expect(tool.paths).toHaveLength(1);
    expect(tool.paths[0]).toEqual([tool.name === 'orientation' ? orientation : { uri: crsUri, name: tool.crs }]);
    expect(tool.default).not.toBeNull();
    expect(findSetting(tool.paths[0][0].uri, tool.paths[0][0].name)).toBe(tool);
  }
  for (const tool of settingTools) {
    expect(tool.scope).toBe('global');
    expect(tool.scale).toEqual({ divisor: 1, inverted: false });
  }
  for (const { paths } of parts) expect(findSetting(crsUri, paths[0][0].name)).toBeUndefined();
  expect([whole.length, parts.length]).toEqual([153, 14]);
});

test('Every tool has its place in a recipe, and only what Adobe computes is carried.', () => {
  const places: Record<string, number> = {};
  for (const { place } of tools) places[place] = (places[place] ?? 0) + 1;
  expect(places).toEqual({
    photo: 167,
    carried: 11,
    swatches: 2,
    swatch: 11,
    correction: 42,
    masks: 30,
    mask: 27,
    stroke: 5,
    areas: 4,
    area: 7,
  });
  for (const { name, setting, place, fields, shape, type } of tools) {
    expect(setting, name).toBe(place === 'photo');
    expect(fields !== undefined, name).toBe(['swatches', 'masks', 'areas'].includes(place));
    if (type === 'struct' && place !== 'carried') expect((fields ?? shape) !== undefined, name).toBe(true);
    for (const field of fields ?? []) expect(['swatch', 'mask', 'stroke', 'area']).toContain(findTool(field)!.place);
  }
});

test('Defaults of lists are read from the table; those in words are none.', () => {
  expect(findTool('luminanceRangeBounds')!.default).toEqual([0, 0, 1, 1]);
  expect(findTool('lensBlurFocalRange')!.default).toEqual([0, 0, 100, 100]);
  expect(findTool('pointColorSaturationRange')!.default).toBeNull();
  expect(findTool('brushDabs')!.default).toBeNull();
});

test('Paths into masks, arrays and other namespaces are parsed into segments.', () => {
  const crs = (name: string) => ({ uri: crsUri, name });
  expect(findTool('orientation')!.paths).toEqual([[{ uri: tiffUri, name: 'Orientation' }]]);
  expect(findTool('luminanceRangeBounds')!.paths).toEqual([[crs('Mask'), crs('CorrectionRangeMask'), crs('LumRange')]]);
  expect(findTool('pointColorHueRange')!.paths).toEqual([
    [{ ...crs('PointColors'), select: { kind: 'index', from: 7, to: 10 } }],
  ]);
  expect(findTool('maskFaceSkin')!.paths[0][0].select).toEqual({
    kind: 'where',
    fields: [
      { name: 'What', values: ['Mask/Image'] },
      { name: 'MaskSubType', values: ['3', '0'] },
      { name: 'MaskSubCategoryID', values: ['2'] },
    ],
  });
  expect(findTool('lensProfileName')!.paths.map(([segment]) => segment.name)).toEqual([
    'LensProfileName',
    'LensProfileFilename',
    'LensProfileDigest',
  ]);
});

test('Conversions and spellings follow the unit column.', () => {
  expect(findTool('localExposure')!.scale).toEqual({ divisor: 4, inverted: false });
  expect(findTool('brushFeather')!.scale).toEqual({ divisor: 100, inverted: true });
  expect(findTool('exposure')!.xmp).toEqual({ form: 'decimal', signed: true, decimals: 2, fixed: true });
  expect(findTool('temperature')!.xmp).toEqual({ form: 'int', signed: false });
  expect(findTool('tint')!.xmp).toEqual({ form: 'int', signed: true });
  expect(findTool('lensProfileEnable')!.xmp).toEqual({ form: 'bool', spelling: 'digit' });
  expect(findTool('convertToGrayscale')!.xmp).toEqual({ form: 'bool', spelling: 'title' });
  expect(findTool('localActive')!.xmp).toEqual({ form: 'bool', spelling: 'lower' });
  expect(findTool('localCurve')!.xmp).toEqual({ form: 'curve', separator: ',' });
  expect(findTool('localColorGradeShadowHue')!.xmp).toEqual({ form: 'int', signed: true });
});

test('Numbered choices are numbers with labels, named ones names.', () => {
  expect(findTool('vignetteStyle')!.choices).toEqual([
    { value: 1, label: 'Highlight Priority' },
    { value: 2, label: 'Color Priority' },
    { value: 3, label: 'Paint Overlay' },
  ]);
  expect(findTool('processVersion')!.choices).toContainEqual({ value: '10.0', label: 'PV4' });
  expect(findTool('cameraProfile')!.open).toBe(true);
  expect(findTool('glowStyle')!.choices!.map((choice) => choice.label)).toEqual(['Diffuse', 'Glow', 'Halo']);
});

test('The white balance pairs know their photo kind and each other.', () => {
  expect(tools.filter((tool) => tool.photoKind === 'raw').map((tool) => tool.name)).toEqual(['temperature', 'tint']);
  expect(counterpartOf(findTool('temperature')!)!.name).toBe('incrementalTemperature');
  expect(counterpartOf(findTool('incrementalTint')!)!.name).toBe('tint');
  expect(counterpartOf(findTool('exposure')!)).toBeUndefined();
});

test('Sharpening and colour noise reduction start elsewhere on files that are not raw.', () => {
  const moved = tools.filter((tool) => defaultOf(tool, 'raw') !== defaultOf(tool, 'rendered'));
  expect(moved.map((tool) => [tool.name, defaultOf(tool, 'raw'), defaultOf(tool, 'rendered')])).toEqual([
    ['sharpness', 40, 0],
    ['colorNoiseReduction', 25, 0],
  ]);
});

test('Tools are found by exact name and by property, and a property is a setting only in its own namespace.', () => {
  expect(findTool('Exposure')).toBeUndefined();
  expect(findTool('__proto__')).toBeUndefined();
  expect(findToolByCrs('SplitToningShadowHue')!.name).toBe('colorGradeShadowHue');
  expect(findToolByCrs('RedEyeInfo')!.name).toBe('redEye');
  expect(findSetting(crsUri, 'Exposure2012')!.name).toBe('exposure');
  expect(findSetting(tiffUri, 'Exposure2012')).toBeUndefined();
  expect(findSetting(tiffUri, 'Orientation')!.name).toBe('orientation');
  expect(findSetting(crsUri, 'Orientation')).toBeUndefined();
  expect(findSetting(crsUri, 'Look')).toBeUndefined();
});
