import { describe, expect, it } from 'vitest';
import { meanDifference } from './difference.ts';
import { changeOf, measures } from './measures.ts';
import { pictureOf, type Picture } from './picture.ts';
import { pixelsOf } from './region.ts';

type Colour = readonly [number, number, number];

function paint(width: number, height: number, colour: (x: number, y: number) => Colour): Picture {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return colour(pixel % width, Math.floor(pixel / width))[at % 3]!;
  });
  return pictureOf({ width, height, data });
}
const grey = (level: number): Colour => [level, level, level];
const all = (picture: Picture): Uint32Array => pixelsOf(null, picture.width, picture.height);

describe('pictureOf', () => {
  it('gives the CIELAB of sRGB’s red, as published (53.24, 80.09, 67.20)', () => {
    const { lightness, a, b } = paint(1, 1, () => [255, 0, 0]);
    expect([lightness[0], a[0], b[0]].map((value) => Math.round(value! * 10) / 10)).toEqual([53.2, 80.1, 67.2]);
  });
});

describe('measures', () => {
  // Columns of black, black, white, white: L of 0 and 100.
  const halves = paint(40, 4, (x) => grey(x < 20 ? 0 : 255));

  it('tell lightness and its spread, by hand', () => {
    expect(measures.lightness(halves, all(halves))).toBeCloseTo(50, 3);
    expect(measures['lightness.deviation'](halves, all(halves))).toBeCloseTo(50, 3);
    expect(measures['lightness.range'](halves, all(halves))).toBeCloseTo(100, 3);
    expect(measures['lightness.p05'](halves, all(halves))).toBeCloseTo(0, 3);
  });

  it('look at the pixels of the region alone', () => {
    const left = pixelsOf({ box: [0, 0, 0.5, 1] }, 40, 4);
    expect(measures.lightness(halves, left)).toBeCloseTo(0, 3);
    expect(measures['clipped.shadows'](halves, left)).toBe(100);
  });

  it('count clipping in per cent: any channel at the top, all of them at the bottom', () => {
    const picture = paint(4, 1, (x) => ([grey(0), [255, 0, 0], grey(128), [0, 0, 2]] as const)[x]!);
    expect(measures['clipped.highlights'](picture, all(picture))).toBe(25);
    expect(measures['clipped.shadows'](picture, all(picture))).toBe(25);
  });

  it('give grey no chroma and yellow a positive b', () => {
    const picture = paint(2, 1, (x) => (x === 0 ? grey(120) : [200, 200, 0]));
    expect(measures.chroma(picture, Uint32Array.of(0))).toBeCloseTo(0, 1);
    expect(measures.b(picture, Uint32Array.of(1))).toBeGreaterThan(60);
    expect(measures.hue(picture, Uint32Array.of(1))).toBeGreaterThan(95);
    expect(measures.hue(picture, Uint32Array.of(1))).toBeLessThan(115);
  });

  it('go the short way round for angles', () => {
    expect(changeOf('hue', 350, 10)).toBe(20);
    expect(changeOf('hue', 10, 350)).toBe(-20);
    expect(changeOf('lightness', 350, 10)).toBe(-340);
  });

  it('find noise of a known strength within a tenth, and none in a slope', () => {
    let state = 1;
    const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const gaussian = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const flat = paint(128, 128, () => grey(Math.round(120 + 8 * gaussian())));
    // The deviation of L itself is the noise: nothing else is in the picture.
    const truth = measures['lightness.deviation'](flat, all(flat));
    expect(measures.noise(flat, all(flat)) / truth).toBeGreaterThan(0.9);
    expect(measures.noise(flat, all(flat)) / truth).toBeLessThan(1.1);
    const slope = paint(64, 8, (x) => grey(60 + 2 * x));
    expect(measures.noise(slope, all(slope))).toBeLessThan(0.1);
  });

  it('call stripes structure and a flat field none', () => {
    const stripes = paint(64, 64, (x) => grey(x % 2 === 0 ? 100 : 140));
    const flat = paint(64, 64, () => grey(120));
    expect(measures['contrast.fine'](stripes, all(stripes))).toBeGreaterThan(5);
    expect(measures['contrast.fine'](flat, all(flat))).toBeCloseTo(0, 3);
    expect(measures['contrast.local'](flat, all(flat))).toBeCloseTo(0, 3);
  });

  it('tell dark corners by a negative figure', () => {
    const vignetted = paint(100, 100, (x, y) => grey(Math.hypot(x - 49.5, y - 49.5) > 55 ? 60 : 160));
    expect(measures.corners(vignetted, all(vignetted))).toBeLessThan(-30);
  });

  it.each([-8, -3, 0, 5, 12])('tell how far edges lean: %s degrees', (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const tower = paint(200, 200, (x, y) => {
      const across = Math.cos(angle) * (x - 100) + Math.sin(angle) * (y - 100);
      // Soft edges, as those of a photo.
      return grey(Math.round(200 - 120 / (1 + Math.exp(-(30 - Math.abs(across)) / 1.5))));
    });
    expect(Math.abs(measures.tilt(tower, all(tower)) - degrees)).toBeLessThan(0.5);
  });

  it('stay figures on a picture of one pixel', () => {
    const dot = paint(1, 1, () => grey(90));
    for (const measure of Object.values(measures)) expect(measure(dot, all(dot))).toSatisfy(Number.isFinite);
  });
});

describe('meanDifference', () => {
  it('is 0 for equal pictures and ΔE00 of black and white is 100', () => {
    const [black, white] = [paint(3, 3, () => grey(0)), paint(3, 3, () => grey(255))];
    expect(meanDifference(black, black, all(black))).toBe(0);
    expect(meanDifference(black, white, all(black))).toBeCloseTo(100, 2);
  });
});
