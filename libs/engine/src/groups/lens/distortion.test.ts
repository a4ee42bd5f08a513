import { describe, expect, it } from 'vitest';
import { Settings } from '../../compile/settings.ts';
import type { Warp } from '../../graph/program.ts';
import { placeOf } from '../../graph/warp.ts';
import { correctedFactor, distortionOf } from './distortion.ts';

const of = (amount: number) => distortionOf(new Settings({ settings: { manualDistortion: amount } }, 'rendered'));

describe('manual distortion', () => {
  it('has an inverse, and never folds', () => {
    for (const amount of [-100, -30, 40, 100]) {
      const distortion = of(amount);
      const warp: Warp = {
        ...distortion,
        projection: [1, 0, 0, 0, 1, 0, 0, 0, 1],
        reachU: 1,
        reachV: 1,
        lateral: null,
      };
      let last = 0;
      for (let r = 0.05; r < 3; r += 0.05) {
        const source = placeOf(warp, r, 0)[0] - 0.5;
        expect(source).toBeGreaterThan(last);
        expect(source * correctedFactor(distortion, source)).toBeCloseTo(r, 6);
        last = source;
      }
    }
  });

  it('reads a quarter nearer in the corners at +100, which straightens a barrel', () => {
    expect(of(100).radial).toBe(-0.25);
    expect(of(0)).toMatchObject({ radial: 0 });
    // A barrel r → r (1 − 0.25 r²) bends a line at x = 0.5; reading through the same map straightens it.
    const warp: Warp = { ...of(100), projection: [1, 0, 0, 0, 1, 0, 0, 0, 1], reachU: 1, reachV: 1, lateral: null };
    const barrel = (x: number, y: number): [number, number] => {
      const by = 1 - 0.25 * (x * x + y * y);
      return [x * by, y * by];
    };
    for (const y of [-0.4, 0, 0.4]) {
      const [u, v] = placeOf(warp, 0.5, y);
      const [bx, by] = barrel(0.5, y);
      expect([u - 0.5, v - 0.5]).toEqual([expect.closeTo(bx, 12), expect.closeTo(by, 12)]);
    }
  });
});
