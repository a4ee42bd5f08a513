import { describe, expect, it } from 'vitest';
import { judgedLongEdgePixels, toJudgedSize } from './resize.ts';

function flat(width: number, height: number, code: (x: number, y: number) => number) {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3);
    data[at] = code(pixel % width, Math.floor(pixel / width));
  }
  return { width, height, data };
}

describe('the judged size', () => {
  it('leaves a small picture as it is', () => {
    const image = flat(64, 48, (x) => x);
    expect(toJudgedSize(image)).toBe(image);
  });

  it.each([
    [1025, 700],
    [1536, 1000],
    [4001, 17],
    [3000, 2000],
  ])('keeps an even picture of %i × %i even, whatever the ratio', (width, height) => {
    const judged = toJudgedSize(flat(width, height, () => 137));
    expect(Math.max(judged.width, judged.height)).toBe(judgedLongEdgePixels);
    expect(new Set(judged.data)).toEqual(new Set([137]));
  });

  it('averages light, not codes: fine black and white lines give the grey of half the light', () => {
    const judged = toJudgedSize(flat(2048, 512, (x) => (x % 2) * 255));
    expect(new Set(judged.data)).toEqual(new Set([188]));
  });
});
