import { describe, expect, it } from 'vitest';
import { blurred, haloed } from '../../tests/distortions.ts';
import { contrasted, cropped, exposed, make, photo, saturated, warmed } from '../../tests/pictures.ts';
import { lookAt } from '../picture/picture.ts';
import { pairOf } from './pair.ts';

const before = await photo('mountain-path.jpg', 256);
const looked = lookAt(before);
const pair = (after: typeof before) => pairOf(looked, lookAt(after));

describe('two pictures laid over each other', () => {
  it('are the whole of each other when nothing was cropped, whatever was developed', () => {
    for (const after of [before, exposed(before, 1), contrasted(before, 1.6), warmed(before, 0.3)])
      expect(pair(after)!.frame).toEqual({ left: 0, top: 0, width: 1, height: 1 });
  });

  it('find the part that a crop shows', () => {
    const { frame } = pair(warmed(exposed(cropped(before), 0.5), 0.1))!;
    expect(frame.left).toBeCloseTo(0.25, 1);
    expect(frame.width).toBeCloseTo(0.5, 1);
    expect(frame.height).toBeCloseTo(1, 1);
    expect(pair(cropped(before))!.structure).toBeGreaterThan(0.8);
  });

  it('are told from pictures that have nothing to do with each other', async () => {
    expect(pair(await photo('portrait-astronaut.png', 256))).toBeNull();
    const mirrored = make(before.width, before.height, (x, y) => {
      const at = 3 * (y * before.width + before.width - 1 - x);
      return [before.data[at]!, before.data[at + 1]!, before.data[at + 2]!];
    });
    expect(pair(mirrored)).toBeNull();
  });
});

describe('structure', () => {
  it('is kept by tones and colours, and lost by blur', () => {
    expect(pair(before)!.structure).toBeCloseTo(1, 3);
    for (const after of [exposed(before, 0.7), contrasted(before, 1.3), warmed(before, 0.2), saturated(before, 1.5)])
      expect(pair(after)!.structure).toBeGreaterThan(0.95);
    expect(pair(blurred(before, 2))!.structure).toBeLessThan(0.7);
  });
});

describe('halos', () => {
  it('are found where a wide unsharp mask was laid on, and not where tones were moved or blurred', () => {
    expect(pair(haloed(before, 1.5))!.halos).toBeGreaterThan(0.08);
    for (const after of [before, exposed(before, 0.7), contrasted(before, 1.4), blurred(before, 2)])
      expect(pair(after)!.halos).toBeLessThan(0.03);
  });
});
