import { describe, expect, it } from 'vitest';
import { plane, type Plane } from '../image/plane.ts';
import { lightnessAt, tiltOf } from './tilt.ts';

const width = 512;
const height = 384;

/** Bright above a line that falls by `degrees` to the right, dark ground with grain below, a tower upright to it. */
function horizon(degrees: number): Plane {
  const picture = plane(width, height);
  const slope = Math.tan((degrees * Math.PI) / 180);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - width / 2, y - height / 2];
      const below = v - slope * u;
      const across = u + slope * v;
      const grain = ((x * 7919 + y * 104729) % 97) / 970;
      const tower = Math.abs(across - 90) < 12 && below > -120 && below < 0;
      picture.data[y * width + x] = tower ? 0.2 : 0.9 - 0.7 * Math.max(0, Math.min(1, below + 0.5)) + grain * 0.5;
    }
  }
  return picture;
}

describe('the tilt of a picture', () => {
  it.each([-5, -2.3, -0.6, 0, 1.2, 3, 4.5])(
    'of a horizon that falls by %d degrees is undone by the opposite turn',
    (degrees) => {
      const tilt = tiltOf(horizon(degrees));
      expect(Math.abs(tilt.degrees + degrees)).toBeLessThan(0.3);
      expect(tilt.confidence).toBeGreaterThan(0.75);
    },
  );

  it('is not believed where there are no lines', () => {
    const noise = plane(width, height);
    noise.data.forEach((_, at) => {
      const mixed = Math.imul(at ^ (at >>> 15), 0x2c1b3c6d) ^ Math.imul(at + 1, 0x297a2d39);
      noise.data[at] = (Math.imul(mixed ^ (mixed >>> 12), 0x2c1b3c6d) >>> 0) / 2 ** 32;
    });
    expect(tiltOf(noise).confidence).toBeLessThan(0.5);
    expect(tiltOf(plane(64, 48))).toEqual({ degrees: 0, confidence: 0 });
    expect(tiltOf(plane(1, 1))).toEqual({ degrees: 0, confidence: 0 });
  });

  it('is read from a reduced picture', () => {
    const small = lightnessAt(horizon(2), 256);
    expect([small.width, small.height]).toEqual([256, 192]);
    expect(lightnessAt(small, 512)).toBe(small);
  });
});
