import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Settings } from '../../compile/settings.ts';
import { placeOf } from '../../graph/warp.ts';
import { frameOf } from './frame.ts';

const frame = (settings: Record<string, number | boolean>, longEdge: number | null = null) =>
  frameOf(new Settings({ settings }, 'rendered'), 600, 400, longEdge);

/** Source pixel under an output position. */
function at({ map }: ReturnType<typeof frameOf>, x: number, y: number): [number, number] {
  const [u, v] = placeOf(map, x, y);
  return [u * 600, v * 400];
}

describe('crop', () => {
  it('leaves the whole picture alone without a crop, whatever the stale edges say', () => {
    const whole = frame({ cropLeft: 0.3, cropAngle: 10 });
    expect([whole.width, whole.height, whole.scale]).toEqual([600, 400, 1]);
    expect(at(whole, 0.5, 0.5)).toEqual([0.5, 0.5]);
  });

  it('cuts the edges that it is told, in whole pixels', () => {
    const crop = frame({ hasCrop: true, cropLeft: 0.25, cropTop: 0.1, cropRight: 0.75, cropBottom: 0.9 });
    expect([crop.width, crop.height]).toEqual([300, 320]);
    expect(at(crop, 0, 0)).toEqual([150, 40]);
    expect(at(crop, 300, 320)).toEqual([450, 360]);
  });

  it('puts the stored corners at opposite corners of a turned crop', () => {
    const crop = frame({
      hasCrop: true, cropLeft: 0.3, cropTop: 0.3, cropRight: 0.7, cropBottom: 0.75, cropAngle: 8,
    }); // prettier-ignore
    const near = at(crop, 0, 0);
    const far = at(crop, crop.width, crop.height);
    expect(near[0]).toBeCloseTo(180, 6);
    expect(near[1]).toBeCloseTo(120, 6);
    expect(far[0]).toBeCloseTo(420, 6);
    expect(far[1]).toBeCloseTo(300, 6);
    const angle = (8 * Math.PI) / 180;
    expect(crop.width).toBeCloseTo(Math.cos(angle) * 240 + Math.sin(angle) * 180, -0.5);
  });

  it('straightens by an angle alone: the aspect stays and every corner is inside', () => {
    for (const cropAngle of [-45, -7, 3, 30]) {
      const crop = frame({ hasCrop: true, cropAngle });
      expect(Math.abs(crop.width / crop.height - 1.5)).toBeLessThan(0.01);
      for (const [x, y] of [
        [0, 0],
        [crop.width, 0],
        [0, crop.height],
        [crop.width, crop.height],
      ] as const) {
        const [sx, sy] = at(crop, x, y);
        expect(sx).toBeGreaterThan(-0.01);
        expect(sx).toBeLessThan(600.01);
        expect(sy).toBeGreaterThan(-0.01);
        expect(sy).toBeLessThan(400.01);
      }
    }
  });

  it('reaches over the border only when it is not constrained to the picture', () => {
    const edges = { hasCrop: true, cropLeft: 0, cropTop: 0, cropRight: 1, cropBottom: 0.9, cropAngle: 5 };
    expect(at(frame({ ...edges, cropConstrainToUnitSquare: false }), 1e3, 0)[0]).not.toBeNaN();
    expect(frame({ ...edges, cropConstrainToUnitSquare: false }).width).toBeGreaterThan(frame(edges).width);
  });

  it('bounds the long edge and never enlarges', () => {
    expect(frame({}, 300)).toMatchObject({ width: 300, height: 200, scale: 0.5 });
    expect(frame({}, 5000)).toMatchObject({ width: 600, height: 400, scale: 1 });
  });

  it('refuses edges and an angle that leave nothing', () => {
    expect(() =>
      frame({ hasCrop: true, cropLeft: 0, cropRight: 0.9, cropTop: 0.4, cropBottom: 0.5, cropAngle: 45 }),
    ).toThrow(/leaves no picture/);
  });

  it('is finite and true to its size, or refused, wherever the sliders stand', () => {
    const amount = fc.integer({ min: -100, max: 100 });
    const sliders = fc.record({
      perspectiveVertical: amount,
      perspectiveHorizontal: amount,
      perspectiveRotate: fc.integer({ min: -10, max: 10 }),
      perspectiveAspect: amount,
      perspectiveScale: fc.integer({ min: 50, max: 150 }),
      perspectiveX: amount,
      perspectiveY: amount,
      manualDistortion: amount,
      orientation: fc.integer({ min: 1, max: 8 }),
      constrainCrop: fc.boolean(),
    });
    fc.assert(
      fc.property(sliders, (settings) => {
        let found: ReturnType<typeof frameOf>;
        try {
          found = frame(settings, 200);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'recipe.invalid' });
          return;
        }
        expect(Math.max(found.width, found.height)).toBeLessThanOrEqual(200);
        for (const x of [0, found.width / 2, found.width]) {
          for (const y of [0, found.height / 2, found.height]) {
            const [u, v] = at(found, x, y);
            expect(Number.isFinite(u) && Number.isFinite(v)).toBe(true);
            if (!settings.constrainCrop) continue;
            // A pixel of the output at most, since its size is rounded.
            const pixel = Math.max(3, 3 / found.scale);
            expect(u > -pixel && u < 600 + pixel && v > -pixel && v < 400 + pixel).toBe(true);
          }
        }
      }),
    );
  });
});
