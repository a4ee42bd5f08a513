import { describe, expect, it } from 'vitest';
import type { Rectangle } from '../crop/rectangle.ts';
import { constrained } from './constrain.ts';

const crop: Rectangle = { centreX: 300, centreY: 200, width: 600, height: 400, cos: 1, sin: 0 };

describe('the constrained crop', () => {
  it('is the crop itself where the picture fills it', () => {
    expect(constrained(crop, () => true)).toBe(crop);
  });

  it('is the largest rectangle of the aspect in a trapezium', () => {
    // The left and the right side lean in by 100 pixels towards the bottom.
    const inside = (x: number, y: number): boolean => x >= y / 4 - 1e-9 && x <= 600 - y / 4 + 1e-9;
    const found = constrained(crop, inside)!;
    // A rectangle of height h at the top is 600 − h / 2 wide: h · 1.5 = 600 − h / 2.
    expect(found.height).toBeGreaterThan(299);
    expect(found.height).toBeLessThan(300.01);
    expect(found.width / found.height).toBeCloseTo(1.5, 9);
    expect(found.centreY).toBeLessThan(151);
  });

  it('finds its place in a tilted picture off the centre, and at an angle', () => {
    const [cos, sin] = [Math.cos(0.2), Math.sin(0.2)];
    const inside = (x: number, y: number): boolean => {
      const [dx, dy] = [x - 350, y - 210];
      return Math.abs(cos * dx + sin * dy) <= 200 && Math.abs(cos * dy - sin * dx) <= 120;
    };
    // Turned as the picture is, it fills its width or its height.
    const along = constrained({ ...crop, cos, sin }, inside)!;
    expect(Math.max(along.width / 400, along.height / 240)).toBeGreaterThan(0.999);
    const upright = constrained(crop, inside)!;
    const reach = Math.max(
      (upright.width * cos + upright.height * sin) / 400,
      (upright.height * cos + upright.width * sin) / 240,
    );
    expect(reach).toBeGreaterThan(0.998);
    expect(reach).toBeLessThan(1.0001);
  });

  it('is nothing where there is no picture', () => {
    expect(constrained(crop, () => false)).toBeNull();
  });
});
