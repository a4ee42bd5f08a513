import { sRgbProfile } from '@safelight/codec';
import { emptyRecipe, type Orientation } from '@safelight/core';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../src/engine.ts';
import { encodeSrgb } from '../src/colour/transfer.ts';
import { leaningWall, wallTurn } from './support/geometry.ts';
import type { Picture } from './support/picture.ts';

const wall = leaningWall();
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** The picture's codes with rows and columns read as another orientation stores them. */
function stored({ width, height, g }: Picture, orientation: 1 | 2 | 6) {
  const isTurned = orientation === 6;
  const size = isTurned ? { width: height, height: width } : { width, height };
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const code = Math.round(255 * encodeSrgb(g[y * width + x]!));
      // Where the shown pixel is kept.
      const column = orientation === 2 ? width - 1 - x : isTurned ? y : x;
      const row = isTurned ? width - 1 - x : y;
      data.fill(code, 3 * (row * size.width + column), 3 * (row * size.width + column) + 3);
    }
  }
  return { image: { ...size, data }, profile: sRgbProfile, kind: 'rendered' as const };
}

describe('straightening', () => {
  const engine = Engine.open({ workers: 1 });
  afterAll(async () => (await engine)[Symbol.asyncDispose]());

  it.each([1, 2, 6] as const)('levels a wall within 0.2° and finds its keystone within 0.3°, stored as %d', async (code) => {
    const photo = await (await engine).prepare({ ...stored(wall, code), orientation: code as Orientation });
    const found = (await (await engine).straightenAngle(photo))!;
    // The crop turns against the picture; a mirrored one the other way.
    const sign = code === 2 ? 1 : -1;
    expect(Math.abs(found.angleDegrees - sign * degrees(wallTurn.roll))).toBeLessThan(0.2);
    const turn = (await (await engine).uprightTurn(photo, 'full'))!;
    expect(Math.abs(degrees(turn.roll - wallTurn.roll))).toBeLessThan(0.3);
    expect(Math.abs(degrees(turn.pitch - wallTurn.pitch))).toBeLessThan(0.3);
    expect(Math.abs(degrees(turn.yaw))).toBeLessThan(0.3);
  });

  it('is not guessed where there are no lines, and the picture is left as it is', async () => {
    const data = Uint8Array.from({ length: 320 * 200 * 3 }, (_, i) => 60 + Math.floor((i / 3) % 320) / 4);
    const image = { width: 320, height: 200, data };
    const photo = await (await engine).prepare({ image, profile: sRgbProfile, kind: 'rendered' });
    expect(await (await engine).straightenAngle(photo)).toBeNull();
    const target = { longEdgeMaxPixels: null, profile: sRgbProfile };
    const upright = { ...emptyRecipe, settings: { upright: 2 } };
    const { data: rendered } = await (await engine).render(photo, upright, target);
    expect(Buffer.compare(rendered, data)).toBe(0);
  });
}); // prettier-ignore
