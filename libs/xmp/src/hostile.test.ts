import { readFileSync } from 'node:fs';
import { Fault, limits } from '@safelight/core';
import { buildRecipe, parseRecipe } from '@safelight/recipe';
import { recipeArbitrary } from '@safelight/recipe/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packet } from './packet.fixture.ts';
import { readXmp } from './read.ts';
import { rewriteXmp } from './rewrite.ts';
import { writeSidecar } from './write.ts';

const example = readFileSync(new URL('../fixtures/example.xmp', import.meta.url), 'utf8');

const billionLaughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level === 0 ? '' : level};`.repeat(10)}">`,
).join('')}]>${packet({}, '<crs:a>&lol9;</crs:a>')}`;

const longUri = 'urn:'.padEnd(100_000, 'x');

test.each<[string, string]>([
  ['nothing', ''],
  ['blank text', ' \n '],
  ['plain text', 'exposure = 1'],
  ['JSON', '{"exposure": 1}'],
  ['a billion laughs', billionLaughs],
  ['an external entity', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${packet({}, '<crs:a>&x;</crs:a>')}`],
  ['an external document type', `<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">${packet({})}`],
  ['an undeclared entity', packet({}, '<crs:a>&nbsp;</crs:a>')],
  ['deep nesting', packet({}, `${'<crs:a>'.repeat(100_000)}${'</crs:a>'.repeat(100_000)}`)],
  ['nesting that never ends', '<a>'.repeat(500_000)],
  [
    'nesting that declares a namespace each time',
    Array.from({ length: 100_000 }, (_, n) => `<a xmlns:n${n}="u">`).join(''),
  ],
  ['9 MB', packet({}, `<crs:a>${'x'.repeat(9 * 1024 * 1024)}</crs:a>`)],
  ['too many elements', packet({}, `<crs:a>${'<crs:b/>'.repeat(limits.xmpElementsMax)}</crs:a>`)],
  ['too many attributes', packet(Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`x${n}`, '1'])))],
  ['8 MB of opening brackets', '<'.repeat(8_000_000)],
  ['8 MB of quotes', `<a ${'"'.repeat(8_000_000)}`],
  ['tags inside quotes that never close', '<a "'.repeat(2_000_000)],
  ['a comment that never closes', packet({}, `<!-- ${'<!--'.repeat(1_000_000)}`)],
  ['a NUL byte', packet({ Exposure2012: '\u0000' })],
  ['a reference to NUL', packet({}, '<crs:a>&#0;</crs:a>')],
  ['a control character by reference', packet({ Contrast2012: '&#x1;' })],
  ['half a surrogate pair', packet({}, '<crs:a>\uD83C</crs:a>')],
  ['half a surrogate pair by reference', packet({}, '<crs:a>&#xD83C;</crs:a>')],
  ['tags that do not match', packet({}, '<crs:a></crs:b>')],
  ['a missing end', example.slice(0, 3_000)],
  ['an attribute without quotes', packet({}, '<crs:a crs:b=1/>')],
  ['an attribute that is there twice', packet({}, '<crs:a crs:b="1" crs:b="2"/>')],
  ['an unknown prefix', packet({}, '<nope:a/>')],
  ['two roots', `${packet({})}${packet({})}`],
  ['a namespace of 100 kB', packet({}, `<p:a xmlns:p="${longUri}"/>`)],
])('%s is refused with a fault that says what is wrong.', (_what, text) => {
  let thrown: unknown;
  try {
    readXmp(text, { photoKind: 'raw' });
  } catch (caught) {
    thrown = caught;
  }
  expect(thrown).toBeInstanceOf(Fault);
  const fault = thrown as Fault;
  expect(fault.code).toBe('xmp.invalid');
  expect(fault.message).not.toContain('\n');
  expect(fault.message.length).toBeLessThan(300);
});

test('The fault names the line of the mistake.', () => {
  const broken = example.replace('</crs:Look>', '</crs:Lok>');
  const line = broken.split('\n').findIndex((text) => text.includes('</crs:Lok>')) + 1;
  expect(() => readXmp(broken, { photoKind: 'raw' })).toThrow(`(line ${line})`);
  const illegal = example.replace('Face glow', 'Face\u0001glow');
  const illegalLine = illegal.split('\n').findIndex((text) => text.includes('\u0001')) + 1;
  expect(() => readXmp(illegal, { photoKind: 'raw' })).toThrow(`(line ${illegalLine})`);
});

test('Mutated files are read or refused with a fault, never a crash.', () => {
  const bytes = Buffer.from(example);
  const mutation = fc.record({
    at: fc.nat({ max: bytes.length - 1 }),
    remove: fc.nat({ max: 40 }),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.constantFrom(...['<', '>', '"', '&', '/', ']]>', '<!--', 'xmlns'].map((text) => Buffer.from(text))),
    ),
  });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      let mutated: Uint8Array = bytes;
      for (const { at, remove, insert } of mutations) {
        mutated = Buffer.concat([mutated.subarray(0, at), insert, mutated.subarray(at + remove)]);
      }
      readOrRefuse(Buffer.from(mutated).toString('utf8'));
    }),
    { numRuns: 500 },
  );
});

/** Reads a text, writes and rewrites what came of it, or is refused with a fault. */
function readOrRefuse(text: string): void {
  try {
    const { recipe } = readXmp(text, { photoKind: 'raw' });
    expect(rewriteXmp(text, recipe, { photoKind: 'raw' })).toBe(text);
    expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
    const again = readXmp(writeSidecar(recipe, { photoKind: 'raw' }), { photoKind: 'raw' });
    expect({ ...again.recipe, foreign: [] }).toEqual({ ...recipe, foreign: [] });
    const changed = buildRecipe({ ...recipe, settings: { ...recipe.settings, exposure: 4 } });
    const rewritten = readXmp(rewriteXmp(text, changed, { photoKind: 'raw' }), { photoKind: 'raw' }).recipe;
    // An exposure that could not be read was carried until it was set.
    expect({ ...rewritten, foreign: [] }).toEqual({ ...changed, foreign: [] });
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    expect(thrown.code).toBe('xmp.invalid');
  }
}

/** Everything that a mask, a stroke, a swatch or a repair can hold. */
const full = (() => {
  const [first] = fc
    .sample(recipeArbitrary({ photoKind: 'raw' }), { seed: 3, numRuns: 40 })
    .filter(
      ({ corrections, pointColors, retouch }) => corrections.length > 1 && pointColors.length > 0 && retouch.length > 0,
    );
  return writeSidecar(first!, { photoKind: 'raw' });
})();

test('Whatever stands where a structure, a list or a value is expected, the answer is a recipe or a fault.', () => {
  const names = [...new Set(full.match(/crs:\w+/g))].map((name) => name.slice(4));
  const values = [...full.matchAll(/="([^"]*)"|<rdf:li>([^<]*)</g)].map((match) => match.index);
  const word = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'NaN', '1e999', '-1', '', 'true', 'Mask/Image', 'd 1', '0 0 0 0 0'),
    fc.constantFrom(...names),
    fc.string({ maxLength: 8 }).map((text) => text.replace(/[&<"]|[^\t\n\r\u0020-\uFFFD]/g, '')),
  );
  const swap = fc.record({ from: fc.constantFrom(...names), to: word });
  const set = fc.record({ at: fc.constantFrom(...values), text: word });
  fc.assert(
    fc.property(fc.array(swap, { maxLength: 2 }), fc.array(set, { maxLength: 3 }), (swaps, sets) => {
      let text = full;
      for (const { at, text: value } of sets) {
        const rest = text.slice(at).replace(/^(="|<rdf:li>)[^"<]*/, (_match, open: string) => open + value);
        text = text.slice(0, at) + rest;
      }
      for (const { from, to } of swaps) {
        if (/^[A-Za-z_]\w*$/.test(to)) text = text.replaceAll(`crs:${from}`, `crs:${to}`);
      }
      readOrRefuse(text);
    }),
    { numRuns: 120 },
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('Any text for any property is read or carried along, never a crash.', () => {
  const name = fc.constantFrom(
    'Exposure2012',
    'ToneCurvePV2012',
    'WhiteBalance',
    'ProcessVersion',
    'HasCrop',
    'CropLeft',
    'Look',
  );
  const value = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.constantFrom('1e999', '--1', '+', '.', '9'.repeat(400)),
  );
  const legal = value.map((text) => text.replace(/[&<"]|[^\t\n\r\u0020-\uFFFD]/g, ''));
  fc.assert(
    fc.property(fc.dictionary(name, legal), (attributes) => {
      try {
        readXmp(packet(attributes), { photoKind: 'rendered' });
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Fault);
      }
    }),
    { numRuns: 500 },
  );
});

test('A large painted mask within the limits is read and written, one beyond them is carried.', () => {
  const painted = (count: number): string => {
    const dabs = `<crs:Dabs><rdf:Seq>${'<rdf:li>d 0.430000 0.400000</rdf:li>'.repeat(count)}</rdf:Seq></crs:Dabs>`;
    const paint = `<rdf:li><rdf:Description crs:What="Mask/Paint">${dabs}</rdf:Description></rdf:li>`;
    const masks = `<crs:CorrectionMasks><rdf:Seq>${paint}</rdf:Seq></crs:CorrectionMasks>`;
    const item = `<rdf:li><rdf:Description crs:What="Correction">${masks}</rdf:Description></rdf:li>`;
    return packet({}, `<crs:PaintBasedCorrections><rdf:Seq>${item}</rdf:Seq></crs:PaintBasedCorrections>`);
  };
  const { recipe } = readXmp(painted(50_000), { photoKind: 'raw' });
  expect(recipe.corrections[0]!.masks[0]!.strokes[0]!['brushDabs']).toHaveLength(50_000);
  expect(readXmp(writeSidecar(recipe, { photoKind: 'raw' }), { photoKind: 'raw' }).recipe).toEqual(recipe);
  const carried = readXmp(painted(100_001), { photoKind: 'raw' }).recipe;
  expect([carried.corrections.length, carried.foreign.length]).toEqual([0, 1]);
});
