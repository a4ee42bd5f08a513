/**
 * Closed forms beside darktable, an engine that shares no code with this one. Its looks are its own, so only what has one
 * right answer is compared: colour management, exposure, adaptation, geometry, resampling, tables.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adobeRgbIcc, adobeRgbProfile, orient, sRgbIcc, sRgbProfile } from '@safelight/codec';
import {
  emptyRecipe,
  whiteXyz,
  type PixelImage,
  type Recipe,
  type RgbProfile,
  type SettingValues,
} from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply3, diagonal3, invert3, multiply3, type Triple } from '../src/colour/matrix.ts';
import { cat16, d50 } from '../src/colour/spaces.ts';
import { encodeSrgb } from '../src/colour/transfer.ts';
import { nominalWhite, relativeWhite } from '../src/groups/basic/white-balance.ts';
import { Engine, exportLut } from '../src/index.ts';
import { ashift, darktable, f, hasDarktable, i, text, type DarktableCase, type Module } from './support/darktable.ts';
import { codes, difference, height, part, waves, width } from './support/deep.ts';

/** Hues around the picture, of some strength, no lighter than that in linear light. */
const soft = (lightest: number): PixelImage =>
  codes((u, v) => {
    const light = lightest * (0.1 + 0.9 * u);
    return [0, 2, 4].map((phase) => encodeSrgb(light * (0.75 + 0.25 * Math.sin(6 * v + phase)))) as unknown as Triple;
  });
/** The whole cube of colours, unrolled. */
const cube = codes((u, v) => [u, v, 0.5 + 0.5 * Math.sin(9 * u + 4 * v)]);
/** Moderate colours, which every space holds. */
const moderate = codes((u, v) => [0.42 + 0.2 * u, 0.45 + 0.2 * v, 0.5 + 0.1 * Math.sin(3 * u + 2 * v)]);
const exposure = (ev: number): Module => ({ operation: 'exposure', version: 6, fields: [...i(0), ...f(0, ev, 50, -4), ...i(0)] }); // prettier-ignore
/** 1: upside down, 2: mirrored, 4: rows become columns, and their sums. */
const flip = (bits: number): Module => ({ operation: 'flip', version: 2, fields: i(bits) });
const crop = (...edges: [number, number, number, number]): Module => ({ operation: 'crop', version: 1, fields: [...f(...edges), ...i(-1, -1)] }); // prettier-ignore
/** `ashift` with its rotation alone. */
const rotation = (degrees: number): Module => ashift(degrees, 0, 0);
const lut = (file: string): Module => ({
  operation: 'lut3d',
  version: 3,
  fields: [text(file, 512), ...i(0, 0, 0), text('', 2048 * 6), text('', 128)],
});

/** `channelmixerrgb` as full CAT16 adaptation from the light to the D50 of its working space; no mixing, no gamut tricks. */
function adaptation([x, y]: readonly [number, number]): Module {
  const rows = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, ...Array<number>(12).fill(0)];
  const [custom, cat16Kind, version3] = [7, 1, 2];
  return {
    operation: 'channelmixerrgb',
    version: 3,
    fields: [...f(...rows), ...i(0, 0, 0, 0, 0, 0, custom, 0, 0, cat16Kind), ...f(x, y, 5003, 0), ...i(0, version3)],
  };
}

/**
 * What darktable has to do for a balance of ours. It adapts from a light to D50, so it is given the light whose cone
 * responses are to D50 as our chosen light's are to the one that the picture stands balanced for; and an exposure,
 * because ours keeps the luminance of a neutral.
 */
function balance(warmer: number, magenta: number): readonly Module[] {
  const [white, nominal, pcs] = [whiteXyz(relativeWhite(warmer, magenta)), whiteXyz(nominalWhite), d50].map((xyz) => apply3(cat16, xyz)) as [Triple, Triple, Triple]; // prettier-ignore
  const cones = pcs.map((response, k) => (response * white[k]!) / nominal[k]!) as unknown as Triple;
  const [x, y, z] = apply3(invert3(cat16), cones);
  const gains = diagonal3(pcs.map((response, k) => (response / cones[k]!) * y) as unknown as Triple);
  const [, luminance] = apply3(multiply3(invert3(cat16), gains, cat16), d50);
  return [adaptation([x / (x + y + z), y / (x + y + z)]), exposure(-Math.log2(luminance))];
}

interface Comparison {
  readonly image: PixelImage;
  readonly modules: readonly Module[];
  readonly settings?: SettingValues;
  readonly source?: { readonly icc: Uint8Array; readonly profile: RgbProfile };
  /** What of each is compared, where they show different parts. */
  readonly ofTheirs?: (image: PixelImage) => PixelImage;
  readonly ofOurs?: (image: PixelImage) => PixelImage;
  /** Where more than usual is to be expected of a pixel. */
  readonly worst?: number;
}

const sRgbSource = { icc: sRgbIcc, profile: sRgbProfile };
const look: Recipe = {
  ...emptyRecipe,
  settings: { exposure: 0.3, contrast: 30, incrementalTemperature: 20, saturationBlue: -40, toneCurve: [[0, 8], [128, 140], [255, 250]] },
}; // prettier-ignore
/**
 * darktable turns a picture about its centre and shows it from the left top corner of the box around it; ours is cut from
 * the same grid of pixels.
 */
function turnedBy(degrees: number): Comparison {
  const [columns, rows] = [96, 64];
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [wide, high] = [Math.abs(cos) * width + Math.abs(sin) * height, Math.abs(sin) * width + Math.abs(cos) * height];
  const [left, top] = [Math.floor((wide - columns) / 2), Math.floor((high - rows) / 2)];
  const inSource = (x: number, y: number): readonly [number, number] => [0.5 + (cos * x - sin * y) / width, 0.5 + (sin * x + cos * y) / height]; // prettier-ignore
  const [cropLeft, cropTop] = inSource(left - wide / 2, top - high / 2);
  const [cropRight, cropBottom] = inSource(left + columns - wide / 2, top + rows - high / 2);
  return {
    image: waves(),
    modules: [rotation(degrees)],
    settings: { hasCrop: true, cropAngle: degrees, cropLeft, cropTop, cropRight, cropBottom },
    ofTheirs: (image) => part(image, left, top, columns, rows),
  };
}
/** darktable 4.2 loses the last column and row of what it turns over. */
const short = (image: PixelImage): PixelImage => part(image, 0, 0, width - 1, height - 1);

const comparisons = {
  'no edit': { image: cube, modules: [] },
  'Adobe RGB in': { image: moderate, modules: [], source: { icc: adobeRgbIcc, profile: adobeRgbProfile } },
  // Where what goes in and what comes out lies under the shoulder's knee (0.4): above it ours acts on scene light.
  '+1 EV': { image: soft(0.16), modules: [exposure(1)], settings: { exposure: 1 } },
  '-1.5 EV': { image: soft(0.36), modules: [exposure(-1.5)], settings: { exposure: -1.5 } },
  'a warmer light': { image: soft(0.16), modules: balance(0.4, 0), settings: { incrementalTemperature: 40 } },
  'a cooler, greener light': { image: soft(0.16), modules: balance(-0.5, -0.2), settings: { incrementalTemperature: -50, incrementalTint: -20 } },
  'a crop': { image: cube, modules: [crop(0.25, 0.125, 0.75, 0.875)], settings: { hasCrop: true, cropLeft: 0.25, cropTop: 0.125, cropRight: 0.75, cropBottom: 0.875 } },
  'mirrored': { image: cube, modules: [flip(2)], ofOurs: (image) => short(orient(image, 2)) },
  'upside down': { image: cube, modules: [flip(1)], ofOurs: (image) => short(orient(image, 4)) },
  'half a turn': { image: cube, modules: [flip(3)], ofOurs: (image) => short(orient(image, 3)) },
  // A quarter turn of darktable 4.2 is stretched by the pixel that it loses, so colours change slowly here.
  'a quarter turn': { image: moderate, modules: [flip(5)], ofOurs: (image) => orient(image, 6) },
  'the other quarter turn': { image: moderate, modules: [flip(6)], ofOurs: (image) => orient(image, 8) },
  'a turn by 4°': turnedBy(4),
  'a turn by -10°': turnedBy(-10),
  'a table': { image: cube, modules: [lut('look.cube')], settings: look.settings, worst: 1 },
} satisfies Record<string, Comparison>; // prettier-ignore

const limits = { mean: 0.2, worst: 0.5 };

describe.skipIf(!hasDarktable())('what darktable gives', () => {
  let engine: Engine;
  let folder: string;
  let theirs: Readonly<Record<string, PixelImage>>;
  beforeAll(async () => {
    engine = await Engine.open({ workers: 1 });
    folder = await mkdtemp(join(tmpdir(), 'safelight-lut-'));
    const { cube: table } = await exportLut(engine, look, { size: 65, title: '', profile: sRgbProfile });
    await writeFile(join(folder, 'look.cube'), table);
    const cases = Object.entries<Comparison>(comparisons).map(([name, { image, modules, source = sRgbSource }]): [string, DarktableCase] => [name, { image, modules, icc: source.icc }]); // prettier-ignore
    theirs = await darktable(Object.fromEntries(cases), { lutFolder: folder });
  });
  afterAll(async () => {
    await engine[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function ours({ image, settings = {}, source = sRgbSource }: Comparison, longEdgeMaxPixels: number | null = null, profile = sRgbProfile): Promise<PixelImage> {
    const photo = await engine.prepare({ image, profile: source.profile, kind: 'rendered' });
    return engine.render(photo, { ...emptyRecipe, settings }, { longEdgeMaxPixels, profile, depth: 16 });
  } // prettier-ignore

  it.each(Object.entries<Comparison>(comparisons))('is what the engine gives for %s', async (name, comparison) => {
    const { ofOurs = (image) => image, ofTheirs = (image) => image, worst: limit = limits.worst } = comparison;
    const { mean, worst } = difference(ofOurs(await ours(comparison)), ofTheirs(theirs[name]!));
    expect(mean).toBeLessThanOrEqual(limits.mean);
    expect(worst).toBeLessThanOrEqual(limit);
  });

  // It lays the centre of the first pixel of a smaller picture on the centre of the first of the larger one, so it is
  // given the picture moved by what that loses.
  it.each([96, 48])('is what the engine gives for %d pixels on the long edge', async (longEdgePixels) => {
    const image = waves((width / longEdgePixels - 1) / 2);
    const { smaller } = await darktable({ smaller: { image, icc: sRgbIcc, modules: [] } }, { longEdgePixels });
    // Along the rim filters of different reach make up for what is missing each in its own way.
    const inner = (picture: PixelImage): PixelImage => part(picture, 3, 3, picture.width - 6, picture.height - 6);
    const { mean, worst } = difference(
      inner(await ours({ image: waves(), modules: [] }, longEdgePixels)),
      inner(smaller),
    );
    expect(mean).toBeLessThanOrEqual(limits.mean);
    expect(worst).toBeLessThanOrEqual(limits.worst);
  });

  it('is what the engine gives for Adobe RGB out', async () => {
    const { wide } = await darktable({ wide: { image: cube, icc: sRgbIcc, modules: [] } }, { space: 'ADOBERGB' });
    const { mean, worst } = difference(await ours({ image: cube, modules: [] }, null, adobeRgbProfile), wide, adobeRgbProfile); // prettier-ignore
    expect(mean).toBeLessThanOrEqual(limits.mean);
    expect(worst).toBeLessThanOrEqual(limits.worst);
  });
});
