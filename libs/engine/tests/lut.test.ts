/** A .cube table does to a picture what the engine does: applied here by trilinear interpolation, as editors do. */
import { emptyRecipe, type Recipe, type SettingValues } from '@safelight/core';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine, exportLut } from '../src/index.ts';
import { decodeSrgb } from '../src/colour/transfer.ts';
import { ciede2000, labOfLinear } from '@safelight/measure';

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open({ workers: 2 });
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
});

const recipeOf = (settings: SettingValues): Recipe => ({ ...emptyRecipe, settings });
const bake = (recipe: Recipe, size = 33, title = 'Look') =>
  exportLut(engine, recipe, { size, title, profile: sRgbProfile });

interface Table {
  readonly size: number;
  readonly values: readonly (readonly number[])[];
}

/** Reads what the specification of 2013 allows, and nothing else. */
function parseCube(text: string): Table {
  const lines = text.split('\n').filter((line) => line !== '');
  const header = lines.filter((line) => /^[A-Z]/.test(line));
  const values = lines.filter((line) => !/^[A-Z]/.test(line)).map((line) => line.split(' ').map(Number));
  const size = Number(header.find((line) => line.startsWith('LUT_3D_SIZE'))!.split(' ')[1]);
  expect(header[0]).toMatch(/^TITLE "[^"]*"$/);
  expect(header).toContain('DOMAIN_MIN 0.0 0.0 0.0');
  expect(header).toContain('DOMAIN_MAX 1.0 1.0 1.0');
  expect(values).toHaveLength(size ** 3);
  return { size, values };
}

function lookUp({ size, values }: Table, rgb: readonly number[]): number[] {
  const places = rgb.map((value) => value * (size - 1));
  const low = places.map((place) => Math.min(size - 2, Math.floor(place)));
  const share = places.map((place, i) => place - low[i]!);
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let corner = 0; corner < 8; corner++) {
      const bits = [corner & 1, (corner >> 1) & 1, corner >> 2];
      const weight = bits.reduce((product, bit, i) => product * (bit === 1 ? share[i]! : 1 - share[i]!), 1);
      const [r, g, b] = bits.map((bit, i) => low[i]! + bit) as [number, number, number];
      sum += weight * values[(b * size + g) * size + r]![channel]!;
    }
    return sum;
  });
}

const labOf = (codes: readonly number[]) => {
  const [r, g, b] = codes.map(decodeSrgb) as [number, number, number];
  return labOfLinear(r, g, b);
};

describe('a .cube table', () => {
  it('of no edit gives every colour back', async () => {
    const table = parseCube((await bake(emptyRecipe, 17)).cube);
    for (const rgb of [
      [0, 0, 0],
      [1, 1, 1],
      [0.3, 0.7, 0.123],
      [0.999, 0.001, 0.5],
    ]) {
      lookUp(table, rgb).forEach((value, i) => expect(Math.abs(value - rgb[i]!)).toBeLessThan(2e-5));
    }
  });

  it('runs red fastest and keeps its title on one line', async () => {
    const { cube } = await bake(recipeOf({ exposure: 0.5 }), 3, 'a "quoted"\nname');
    expect(cube.split('\n')[0]).toBe('TITLE "a quotedname"');
    const { values } = parseCube(cube);
    expect(values[1]![0]).toBeGreaterThan(values[0]![0]!);
    expect(values[3]![1]).toBeGreaterThan(values[0]![1]!);
    expect(values[9]![2]).toBeGreaterThan(values[0]![2]!);
  });

  it.each<[string, SettingValues]>([
    ['tone', { exposure: 0.4, contrast: 25, whites: 10, blacks: -10 }],
    ['colour', { incrementalTemperature: 15, vibrance: 30, saturation: -10, hueOrange: 10, saturationBlue: -30 }],
    ['a curve and grading', { toneCurve: [[0, 10], [64, 56], [192, 204], [255, 250]], colorGradeShadowHue: 210, colorGradeShadowSat: 15 }], // prettier-ignore
  ])('of %s applied to a photo looks like the engine’s render', async (_name, settings) => {
    const photoFile = readFileSync(new URL('../../../fixtures/photos/blue-flowers.jpg', import.meta.url));
    const { image, profile, kind } = await decodePhoto(photoFile);
    const photo = await engine.prepare({ image, profile, kind });
    const recipe = recipeOf(settings);
    const rendered = await engine.render(photo, recipe, { longEdgeMaxPixels: null, profile: sRgbProfile, depth: 16 });
    const { cube, leftOut } = await bake(recipe);
    expect(leftOut).toEqual([]);
    const table = parseCube(cube);
    const differences: number[] = [];
    const step = 3 * 997;
    for (let at = 0; at + 2 < image.data.length; at += step) {
      const stored = [0, 1, 2].map((i) => image.data[at + i]! / 255);
      const wanted = [0, 1, 2].map((i) => rendered.data[at + i]! / 65_535);
      differences.push(ciede2000(labOf(lookUp(table, stored)), labOf(wanted)));
    }
    differences.sort((a, b) => a - b);
    const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    expect(mean).toBeLessThan(0.1);
    expect(differences[Math.floor(differences.length * 0.99)]).toBeLessThan(0.6);
  });

  it('leaves out and names what acts by place, by neighbours or by the photo', async () => {
    const settings = { exposure: 0.5, clarity: 30, shadows: 20, cropTop: 0.1, vignetteAmount: -20, autoTone: true };
    const { cube, leftOut } = await bake(recipeOf(settings), 5);
    expect(leftOut.map(({ field }) => field).sort()).toEqual(
      Object.keys(settings)
        .filter((name) => name !== 'exposure')
        .map((name) => `settings.${name}`)
        .sort(),
    );
    for (const { message } of leftOut) expect(message).toMatch(/^\w+ is not in the table: .+\.$/);
    expect(cube).toBe((await bake(recipeOf({ exposure: 0.5 }), 5)).cube);
  });
});
