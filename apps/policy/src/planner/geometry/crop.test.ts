import type { Orientation, RegionFigures, Scene } from '@safelight/core';
import { absentRegion } from '@safelight/measure';
import { describe, expect, it } from 'vitest';
import { framingOf } from './crop.ts';
import { frameOf, toStored, type Frame } from './frame.ts';
import { measurementOf, observationOf } from '../testing.ts';

const frame: Frame = { width: 600, height: 400, orientation: 1 };
const scene = (degrees: number, confidence: number): Scene => ({
  tilt: { degrees, confidence },
  faces: 0,
  orientation: 1,
});
const subject = (left: number, right: number): RegionFigures => ({
  ...absentRegion('subject'),
  share: 0.2,
  box: { left, right, top: 0.2, bottom: 0.9 },
});
const asked = (aspect: number | null, straighten = false) => ({ aspect, straighten, source: 'x' });
const edges = (calls: readonly { readonly tool: string; readonly value: unknown }[]): Record<string, number> =>
  Object.fromEntries(calls.map(({ tool, value }) => [tool, value as number]));

describe('a crop', () => {
  it('has the aspect that is asked for, about the middle where there is no subject', () => {
    const { calls, aboutSubject } = framingOf(asked(1), null, undefined, frame, 0);
    const { cropLeft, cropRight, cropTop, cropBottom } = edges(calls);
    expect(((cropRight! - cropLeft!) * 600) / ((cropBottom! - cropTop!) * 400)).toBeCloseTo(1, 2);
    expect(cropLeft! + cropRight!).toBeCloseTo(1, 2);
    expect(aboutSubject).toBe(false);
  });

  it('moves to the subject, as far as the photo reaches', () => {
    const near = edges(framingOf(asked(1), null, subject(0.5, 0.7), frame, 0).calls);
    expect((near['cropLeft']! + near['cropRight']!) / 2).toBeCloseTo(0.6, 2);
    const edge = edges(framingOf(asked(1), null, subject(0.9, 1), frame, 0).calls);
    expect(edge['cropRight']).toBe(1);
  });

  it.each<Orientation>([3, 6, 8])('of a photo stored with orientation %i shows the same', (orientation) => {
    const turned = orientation >= 5;
    const stored: Frame = { width: turned ? 400 : 600, height: turned ? 600 : 400, orientation };
    const upright = edges(framingOf(asked(1), null, subject(0.5, 0.7), frame, 0).calls);
    const { cropLeft, cropTop, cropRight, cropBottom } = edges(framingOf(asked(1), null, subject(0.5, 0.7), stored, 0).calls); // prettier-ignore
    const corners = [
      toStored([upright['cropLeft']!, upright['cropTop']!], orientation),
      toStored([upright['cropRight']!, upright['cropBottom']!], orientation),
    ];
    expect(cropLeft).toBeCloseTo(Math.min(...corners.map(([x]) => x)), 2);
    expect(cropTop).toBeCloseTo(Math.min(...corners.map(([, y]) => y)), 2);
    expect(cropRight).toBeCloseTo(Math.max(...corners.map(([x]) => x)), 2);
    expect(cropBottom).toBeCloseTo(Math.max(...corners.map(([, y]) => y)), 2);
  });

  it('is told to be impossible where it cannot be written at this angle', () => {
    expect(framingOf(asked(0.02), null, undefined, frame, 44)).toMatchObject({ fits: false, calls: [] });
  });
});

describe('straightening', () => {
  it('turns by the angle of the scene when that is sure, and the other way in a mirrored photo', () => {
    const level = asked(null, true);
    expect(framingOf(level, scene(2.5, 0.9), undefined, frame, 0).calls).toEqual([{ tool: 'cropAngle', value: -2.5 }]);
    const mirrored = framingOf(level, scene(2.5, 0.9), undefined, { ...frame, orientation: 2 }, 0);
    expect(mirrored.calls).toEqual([{ tool: 'cropAngle', value: 2.5 }]);
  });

  it('leaves the angle alone, and says so, when no line tells', () => {
    expect(framingOf(asked(null, true), scene(9, 0.4), undefined, frame, 0)).toMatchObject({
      calls: [],
      level: 'unsure',
    });
    expect(framingOf(asked(null, true), scene(0.05, 0.9), undefined, frame, 0)).toMatchObject({ level: 'already' });
  });
});

describe('a point as shown', () => {
  // EXIF: 6 is stored with its right side as the first row, 8 with its left side, 3 upside down, 2 mirrored.
  it.each([
    [1, [0.9, 0.2]],
    [2, [0.1, 0.2]],
    [3, [0.1, 0.8]],
    [6, [0.2, 0.1]],
    [8, [0.8, 0.9]],
  ] as const)('lies there in a photo stored with orientation %i', (orientation, [x, y]) => {
    const [storedX, storedY] = toStored([0.9, 0.2], orientation);
    expect(storedX).toBeCloseTo(x, 9);
    expect(storedY).toBeCloseTo(y, 9);
  });
});

describe('the frame', () => {
  it('is the whole photo’s, also when a cropped one is seen', () => {
    const seen = observationOf(measurementOf({}));
    const settings = { cropLeft: 0.25, cropRight: 0.75, hasCrop: true };
    const image = { ...seen.image, width: 300, height: 400 };
    const { width, height } = frameOf({ ...seen, image, recipe: { ...seen.recipe, settings } });
    expect(width / height).toBeCloseTo(1.5, 6);
  });
});
