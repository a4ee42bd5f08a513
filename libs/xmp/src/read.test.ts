import { readFileSync } from 'node:fs';
import { emptyRecipe, Fault } from '@safelight/core';
import { expect, test } from 'vitest';
import { namespaces, packet } from './packet.fixture.ts';
import { readXmp } from './read.ts';

const example = readFileSync(new URL('../fixtures/example.xmp', import.meta.url), 'utf8');
const raw = { photoKind: 'raw' } as const;
const rendered = { photoKind: 'rendered' } as const;

function settings(text: string, photoKind: 'raw' | 'rendered' = 'rendered') {
  return readXmp(text, { photoKind }).recipe.settings;
}

function codes(text: string, photoKind: 'raw' | 'rendered' = 'rendered') {
  return readXmp(text, { photoKind }).warnings.map(({ code, field }) => [code, field]);
}

test('The example is read field by field.', () => {
  const { recipe, warnings, carrier } = readXmp(example, raw);
  expect(recipe.settings).toEqual({
    whiteBalance: 'Custom',
    temperature: 5300,
    tint: 8,
    exposure: 0.35,
    highlights: -40,
    shadows: 25,
    vibrance: 12,
    toneCurve: [
      [0, 6],
      [70, 62],
      [190, 200],
      [255, 250],
    ],
    toneCurveName: 'Custom',
    hueOrange: -6,
    colorGradeShadowHue: 220,
    colorGradeShadowSat: 12,
    colorGradeShadowLum: -4,
    cropTop: 0.02,
    cropLeft: 0.05,
    cropBottom: 0.94,
    cropRight: 0.97,
    cropAngle: -1.2,
    hasCrop: true,
    orientation: 1,
  });
  expect(warnings).toEqual([]);
  expect(carrier).toEqual({ photoFileName: 'demo.CR3', sidecarForExtension: 'CR3', alreadyApplied: false });
  expect(recipe.foreign.map((property) => property.name)).toEqual(['Rating', 'Look']);
});

test('Attributes, child elements, several descriptions, other prefixes and no envelope say the same.', () => {
  const curve = (prefix: string) =>
    `<${prefix}:ToneCurvePV2012Red><rdf:Seq><rdf:li>0, 12</rdf:li><rdf:li>255, 250</rdf:li></rdf:Seq></${prefix}:ToneCurvePV2012Red>`;
  const asAttributes = packet({ ProcessVersion: '15.4', Exposure2012: '+0.50', Contrast2012: '-7' }, curve('crs'));
  const asElements = packet(
    {},
    `<crs:ProcessVersion>15.4</crs:ProcessVersion><crs:Exposure2012>+0.50</crs:Exposure2012>
     <crs:Contrast2012>-7</crs:Contrast2012>${curve('crs')}`,
  );
  const scattered = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
     <r:Description about="" xmlns:c="http://ns.adobe.com/camera-raw-settings/1.0/" c:ProcessVersion="15.4"/>
     <r:Description r:about="" xmlns:d="http://ns.adobe.com/camera-raw-settings/1.0/" d:Exposure2012="0.5">${curve('d')}</r:Description>
     <r:Description xmlns:e="http://ns.adobe.com/camera-raw-settings/1.0/"><!-- note --><e:Contrast2012><![CDATA[-7]]></e:Contrast2012></r:Description>
    </r:RDF><?xpacket end="w"?>`;
  const expected = {
    exposure: 0.5,
    contrast: -7,
    toneCurveRed: [
      [0, 12],
      [255, 250],
    ],
    toneCurveName: 'Custom',
  };
  for (const text of [asAttributes, asElements, scattered, `\uFEFF${asAttributes}`]) {
    expect(readXmp(text, rendered)).toMatchObject({ recipe: { settings: expected, foreign: [] }, warnings: [] });
  }
});

test('Numbers and flags are read in every spelling.', () => {
  expect(
    settings(
      packet({
        Contrast2012: '25.0',
        Shadows2012: ' +7 ',
        Exposure2012: '.5',
        Vibrance: '1e1',
        ConvertToGrayscale: 'true',
        LensProfileEnable: 'True',
        AutoLateralCA: '1',
        PostCropVignetteStyle: '2',
      }),
    ),
  ).toEqual({
    contrast: 25,
    shadows: 7,
    exposure: 0.5,
    vibrance: 10,
    convertToGrayscale: true,
    lensProfileEnable: true,
    removeChromaticAberration: true,
    vignetteStyle: 2,
  });
});

test('A value out of range is clamped and a fraction rounded, with a warning each.', () => {
  const text = packet({ Contrast2012: '+180', Exposure2012: '-9.00', Shadows2012: '10.4' });
  expect(settings(text)).toEqual({ contrast: 100, exposure: -5, shadows: 10 });
  expect(codes(text)).toEqual([
    ['tool.outOfRange', 'crs:Contrast2012'],
    ['tool.outOfRange', 'crs:Exposure2012'],
    ['tool.outOfRange', 'crs:Shadows2012'],
  ]);
});

test.each([
  ['Contrast2012', 'much'],
  ['Contrast2012', '0x10'],
  ['Contrast2012', ''],
  ['Exposure2012', 'NaN'],
  ['ConvertToGrayscale', 'perhaps'],
  ['PostCropVignetteStyle', '7'],
  ['WhiteBalance', 'Sunny'],
  ['ToneCurvePV2012', '0, 0'],
])('crs:%s = %j cannot be read: it is warned about and carried along.', (name, value) => {
  const { recipe, warnings } = readXmp(packet({ [name]: value, Vibrance: '+3' }), rendered);
  expect(recipe.settings).toEqual({ vibrance: 3 });
  expect(warnings).toMatchObject([{ code: 'tool.badValue', field: `crs:${name}` }]);
  expect(recipe.foreign).toMatchObject([{ name }]);
});

test.each([['0, 0', '300, 255'], ['9, 0', '9, 255'], ['0, 0', 'x, 1'], ['0, 0', '1, 1, 1'], ['0, 0']])(
  'A curve with the points %j %j is carried along.',
  (...points) => {
    const items = points.map((point) => `<rdf:li>${point}</rdf:li>`).join('');
    const { recipe, warnings } = readXmp(
      packet({}, `<crs:ToneCurvePV2012><rdf:Seq>${items}</rdf:Seq></crs:ToneCurvePV2012>`),
      rendered,
    );
    expect(recipe.settings).toEqual({});
    expect(warnings).toMatchObject([{ code: 'tool.badValue' }]);
    expect(recipe.foreign).toHaveLength(1);
  },
);

test('The white balance pair of the other kind of file is left out with a warning.', () => {
  const text = packet({ WhiteBalance: 'Custom', Temperature: '5000', Tint: '+3', IncrementalTemperature: '+9' });
  expect(settings(text, 'raw')).toEqual({ whiteBalance: 'Custom', temperature: 5000, tint: 3 });
  expect(settings(text, 'rendered')).toEqual({ whiteBalance: 'Custom', incrementalTemperature: 9 });
  expect(codes(text, 'raw')).toEqual([['tool.notApplicable', 'crs:IncrementalTemperature']]);
  expect(settings(packet({ WhiteBalance: 'Daylight' }), 'rendered')).toEqual({});
  expect(settings(packet({ WhiteBalance: 'Daylight' }), 'raw')).toEqual({ whiteBalance: 'Daylight' });
});

test('As Shot makes the numbers beside it void; under any other mode they are the white balance.', () => {
  const numbers = { Temperature: '5150', Tint: '+3' };
  expect(settings(packet({ WhiteBalance: 'As Shot', ...numbers }), 'raw')).toEqual({});
  expect(settings(packet(numbers), 'raw')).toEqual({ whiteBalance: 'Custom', temperature: 5150, tint: 3 });
  expect(settings(packet({ WhiteBalance: 'Auto', ...numbers }), 'raw')).toEqual({
    whiteBalance: 'Custom',
    temperature: 5150,
    tint: 3,
  });
  expect(codes(packet({ WhiteBalance: 'Auto', ...numbers }), 'raw')).toEqual([['tool.badValue', 'crs:WhiteBalance']]);
});

test('Crop edges count only under HasCrop.', () => {
  const edges = { CropLeft: '0.1', CropRight: '0.9', CropAngle: '2' };
  expect(settings(packet({ HasCrop: 'True', ...edges }))).toEqual({
    cropLeft: 0.1,
    cropRight: 0.9,
    cropAngle: 2,
    hasCrop: true,
  });
  expect(settings(packet({ HasCrop: 'False', ...edges }))).toEqual({});
  expect(codes(packet({ HasCrop: 'False', ...edges }))).toEqual([]);
  expect(codes(packet(edges))).toEqual([['tool.badValue', 'crs:HasCrop']]);
});

test('Crop edges and curve splits that cross are left at their defaults with a warning.', () => {
  expect(settings(packet({ HasCrop: 'True', CropLeft: '0.9', CropRight: '0.1', CropTop: '0.2' }))).toEqual({
    cropTop: 0.2,
    hasCrop: true,
  });
  const splits = packet({ ParametricShadowSplit: '70', ParametricMidtoneSplit: '60', ParametricDarks: '+4' });
  expect(settings(splits)).toEqual({ parametricDarks: 4 });
  expect(codes(splits)).toEqual([['tool.badValue', 'crs:ParametricShadowSplit']]);
});

test('A named curve without points brings them, points beat a name, and an unknown name alone means nothing.', () => {
  expect(settings(packet({ ToneCurveName2012: 'Strong Contrast' })).toneCurve).toContainEqual([32, 16]);
  const straight =
    '<crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012>';
  expect(settings(packet({ ToneCurveName2012: 'Strong Contrast' }, straight))).toEqual({});
  expect(settings(packet({ ToneCurveName2012: 'My film' }))).toEqual({});
  expect(codes(packet({ ToneCurveName2012: 'My film' }))).toEqual([['tool.badValue', 'crs:ToneCurveName2012']]);
});

test.each([
  [{ ProcessVersion: '5.0', Exposure: '+0.50' }],
  [{ ProcessVersion: '5.7', Exposure2012: '+0.50' }],
  [{ Exposure: '+0.50', Brightness: '+50' }],
])('A photo developed before process version 2012 (%j) is refused and told what to do.', (attributes) => {
  expect(() => readXmp(packet(attributes), rendered)).toThrow(expect.objectContaining({ code: 'xmp.invalid' }));
  expect(() => readXmp(packet(attributes), rendered)).toThrow(/Update the photo/);
});

test('Later process versions are kept, and an interim one is read as the known one before it.', () => {
  expect(settings(packet({ ProcessVersion: '11.0' }))).toEqual({ processVersion: '11.0' });
  expect(settings(packet({ ProcessVersion: '6.6' }))).toEqual({ processVersion: '6.7' });
  expect(settings(packet({ ProcessVersion: '16.1' }))).toEqual({});
  expect(codes(packet({ ProcessVersion: '16.1' }))).toEqual([['tool.outOfRange', 'crs:ProcessVersion']]);
});

test('Defaults follow the kind of file: sharpening 40 is a setting on a JPEG and none on a raw file.', () => {
  expect(settings(packet({ Sharpness: '40', ColorNoiseReduction: '0' }), 'raw')).toEqual({ colorNoiseReduction: 0 });
  expect(settings(packet({ Sharpness: '40', ColorNoiseReduction: '0' }), 'rendered')).toEqual({ sharpness: 40 });
});

test('A property that is there twice with different values keeps the first and warns.', () => {
  const text = packet({ Contrast2012: '+5' }, '<crs:Contrast2012>+9</crs:Contrast2012>');
  expect(settings(text)).toEqual({ contrast: 5 });
  expect(codes(text)).toEqual([['xmp.invalid', 'crs:Contrast2012']]);
  expect(codes(packet({ Contrast2012: '+5' }, '<crs:Contrast2012>+5</crs:Contrast2012>'))).toEqual([]);
});

test('Text that is XML but no XMP is refused, and XMP without develop settings is an empty recipe.', () => {
  expect(() => readXmp('<svg/>', rendered)).toThrow(/no rdf:RDF/);
  expect(() => readXmp('<svg/>', rendered)).toThrow(Fault);
  expect(readXmp(`<rdf:RDF ${namespaces}/>`, rendered).recipe).toEqual(emptyRecipe);
});

test('A carrier that was already rendered says so.', () => {
  expect(readXmp(packet({ AlreadyApplied: 'True' }), rendered).carrier).toEqual({ alreadyApplied: true });
});

test('A name that was once decoded badly (U+FFFD) does not make the file unreadable.', () => {
  const text = packet(
    { Exposure2012: '+0.50' },
    '<xmp:Label xmlns:xmp="http://ns.adobe.com/xap/1.0/">caf\uFFFD</xmp:Label>',
  );
  const { recipe } = readXmp(text, rendered);
  expect(recipe.settings).toEqual({ exposure: 0.5 });
  expect(recipe.foreign[0]?.xml).toContain('caf\uFFFD');
});
