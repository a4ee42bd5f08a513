import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropToAspect } from './aspect.ts';

const number = (settings: ReturnType<typeof cropToAspect>, name: string): number => settings![name] as number;

describe('a crop of an aspect', () => {
  it('takes all of one side and the middle of the other', () => {
    expect(cropToAspect({ width: 6000, height: 4000, aspect: 16 / 9 })).toEqual({
      hasCrop: true, cropLeft: 0, cropRight: 1, cropTop: 0.078, cropBottom: 0.92175,
    }); // prettier-ignore
    expect(cropToAspect({ width: 600, height: 400, aspect: 1 })).toMatchObject({ cropTop: 0, cropBottom: 1 });
  });

  it('is that of the shown picture, not of the stored one', () => {
    const crop = cropToAspect({ width: 6000, height: 4000, aspect: 4 / 5, orientation: 6 });
    const [w, h] = [
      (number(crop, 'cropRight') - number(crop, 'cropLeft')) * 6000,
      (number(crop, 'cropBottom') - number(crop, 'cropTop')) * 4000,
    ];
    expect(w / h).toBeCloseTo(5 / 4, 3);
  });

  it('has the aspect and lies in the picture at every angle that can be written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 9000 }),
        fc.integer({ min: 50, max: 9000 }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.double({ min: -45, max: 45, noNaN: true }),
        (width, height, aspect, angleDegrees) => {
          const crop = cropToAspect({ width, height, aspect, angleDegrees });
          if (crop === null) return;
          const angle = (angleDegrees * Math.PI) / 180;
          const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
          const dx = (number(crop, 'cropRight') - number(crop, 'cropLeft')) * width;
          const dy = (number(crop, 'cropBottom') - number(crop, 'cropTop')) * height;
          const [w, h] = [cos * dx + sin * dy, cos * dy - sin * dx];
          // Whole pixels and six digits are all that is lost.
          const slack = 1 + 1e-5 * Math.max(width, height);
          expect(Math.abs(w - aspect * h)).toBeLessThan(slack * (1 + aspect));
          expect(Math.abs(cos) * w + Math.abs(sin) * h).toBeLessThan(width + slack);
          expect(Math.abs(sin) * w + Math.abs(cos) * h).toBeLessThan(height + slack);
        },
      ),
    );
  });

  it('is not given where its corners would change places', () => {
    expect(cropToAspect({ width: 600, height: 400, aspect: 0.5, angleDegrees: 40 })).toBeNull();
  });
});
