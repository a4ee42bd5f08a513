import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTool } from '@safelight/catalogue';
import type { Correction, SettingValue } from '@safelight/core';
import { decodeSrgb, encodeSrgb } from '../src/colour/transfer.ts';
import { Executor } from '../src/run/executor.ts';
import { Negative, type Values } from './support/develop.ts';
import { manifest } from '../src/groups/local-adjust/manifest.ts';
import { endsOf } from './support/companions.ts';
import { correctionOf, correctionWith, everywhere, leftHalf, maskOf } from './support/masked.ts';
import { deadLeaves } from './support/picture.ts';

/** Local tools that do what a tool of the whole photo does, with values at which both have the same range. */
const counterparts: readonly (readonly [local: string, global: string, values: readonly number[]])[] = [
  ['localExposure', 'exposure', [-1.5, 1]],
  ['localTemperature', 'incrementalTemperature', [-100, -30, 45, 100]],
  ['localTint', 'incrementalTint', [-100, 60]],
  ['localContrast', 'contrast', [-100, 70]],
  ['localHighlights', 'highlights', [-100, 100]],
  ['localShadows', 'shadows', [-100, 100]],
  ['localWhites', 'whites', [-100, 80]],
  ['localBlacks', 'blacks', [-100, 100]],
  ['localClarity', 'clarity', [-100, 60]],
  ['localTexture', 'texture', [-100, 100]],
  ['localDehaze', 'dehaze', [-60, 80]],
  ['localSaturation', 'saturation', [-100, 50]],
];

/** Tools that find nothing to act on in this picture. */
const changesNothing = ['localMoire', 'localDefringe', 'localNoise'];

describe('local adjustments', () => {
  let executor: Executor;
  // Long enough for texture's band to be in; of whole codes, so that rounding cannot tip one.
  const leaves = deadLeaves(1100, 60, 500);
  const coded = (plane: Float32Array): Float32Array =>
    plane.map((light) => decodeSrgb(Math.round(encodeSrgb(Math.min(light, 1)) * 255) / 255));
  const negative = new Negative({ ...leaves, r: coded(leaves.r), g: coded(leaves.g), b: coded(leaves.b) });
  beforeAll(async () => {
    executor = await Executor.open({ workers: 2 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  const codes = (settings: Values, corrections: readonly Correction[] = []): Promise<Uint8Array> =>
    negative.codes(executor, settings, { edit: { corrections } });
  const apart = (one: Uint8Array, two: Uint8Array): number =>
    one.reduce((worst, code, i) => Math.max(worst, Math.abs(code - two[i]!)), 0);

  it.each(counterparts)('%s over the whole picture is %s', async (local, global, values) => {
    for (const value of values) {
      const expected = await codes({ [global]: value });
      expect(apart(expected, await codes({}, [correctionOf({ [local]: value })])), `${value}`).toBeLessThanOrEqual(1);
      // Two of half the strength, and one of half the value at twice the amount.
      const half = correctionOf({ [local]: value, localAmount: 50 });
      expect(apart(expected, await codes({}, [half, half])), `2 × ${value} / 2`).toBeLessThanOrEqual(1);
      const double = correctionOf({ [local]: value / 2, localAmount: 200 });
      expect(apart(expected, await codes({}, [double])), `200 % of ${value} / 2`).toBeLessThanOrEqual(1);
      // Half from the whole photo, half from the correction.
      if (global.startsWith('incremental')) continue;
      const shared = await codes({ [global]: value / 2 }, [correctionOf({ [local]: value / 2 })]);
      expect(apart(expected, shared), `${value} shared`).toBeLessThanOrEqual(1);
    }
  });

  it.each(manifest.rendered.filter((tool) => tool !== 'localPointColor'))(
    '%s leaves what is not selected',
    async (tool) => {
      const { width } = negative.picture;
      const plain = await codes({});
      let [inside, outside] = [0, 0];
      for (const value of endsOf(tool)) {
        const edited = await codes({}, [{ ...correctionWith(tool, value), masks: [leftHalf] }]);
        for (let at = 0; at < edited.length; at++) {
          if (edited[at] === plain[at]) continue;
          const x = Math.floor(at / 3) % width;
          if (x < width / 2 - 2) inside++;
          // What looks at neighbours looks this far at most.
          else if (x > width / 2 + 60) outside++;
        }
      }
      expect(outside).toBe(0);
      if (!changesNothing.includes(tool)) expect(inside).toBeGreaterThan(0);
    },
  );

  it('of curves and grades over the whole picture are the curves and grades of the photo', async () => {
    const curves = { toneCurve: [[0, 10], [90, 70], [180, 210], [255, 250]], toneCurveRed: [[0, 0], [128, 150], [255, 255]] } as const; // prettier-ignore
    const localCurves = { localCurve: curves.toneCurve, localCurveRed: curves.toneCurveRed };
    expect(apart(await codes(curves), await codes({}, [correctionOf(localCurves)]))).toBeLessThanOrEqual(1);
    const grade = {
      ShadowHue: 220,
      ShadowSat: 40,
      MidtoneLum: -30,
      HighlightHue: 40,
      HighlightSat: 60,
      GlobalLum: 20,
      Balance: 30,
    };
    const named = (prefix: string): Record<string, number> =>
      Object.fromEntries(Object.entries(grade).map(([name, value]) => [`${prefix}${name}`, value]));
    const expected = await codes(named('colorGrade'));
    expect(apart(expected, await codes({}, [correctionOf(named('localColorGrade'))]))).toBeLessThanOrEqual(1);
    const half = correctionOf({ ...named('localColorGrade'), localAmount: 50 });
    expect(apart(expected, await codes({}, [half, half]))).toBeLessThanOrEqual(1);
  });

  it('that stand at their defaults, are switched off or have no mask leave the picture byte for byte', async () => {
    const plain = await codes({ exposure: 0.4 });
    const idle: Correction[] = [
      correctionOf({ localExposure: 0, localCurveRefineSaturation: 40, localToningHue: 200 }),
      correctionOf({ localExposure: 2, localActive: false }),
      correctionOf({ localExposure: 2, localAmount: 0 }),
      correctionOf({ localExposure: 2 }, []),
      correctionOf({ localExposure: 2 }, [maskOf('maskRadialGradient', { maskActive: false })]),
      correctionOf({ localExposure: 2 }, [maskOf('maskRadialGradient', { radialLeft: 4, radialRight: 5 })]),
    ];
    expect(Buffer.compare(plain, await codes({ exposure: 0.4 }, idle))).toBe(0);
  });

  it('compiled in at their defaults, all of them, give the picture back byte for byte', async () => {
    const atDefault = Object.fromEntries(
      manifest.rendered
        .map((tool) => [tool, findTool(tool)!.default] as const)
        .filter((entry): entry is readonly [string, SettingValue] => entry[1] !== null),
    );
    const edit = { corrections: [correctionOf(atDefault, [everywhere, maskOf('maskRadialGradient')])] };
    const tools = negative
      .program({}, 'u8', { edit, keepDefaults: true })
      .stages[0]!.graph.outputs.map(({ name }) => name);
    expect(tools).toContain('local.localExposure');
    expect(tools).toContain('alpha.0');
    const noised = { luminanceNoiseReduction: 0, colorNoiseReduction: 0 };
    const plain = await negative.codes(executor, noised, { keepDefaults: true });
    expect(Buffer.compare(plain, await negative.codes(executor, noised, { keepDefaults: true, edit }))).toBe(0);
  });

  it('of a crop are the crop of the whole', async () => {
    const { width, height } = negative.picture;
    const corrections = [
      correctionOf({ localExposure: 1, localHue: 30, localTemperature: 40 }, [
        maskOf('maskRadialGradient', { radialAngle: 20, radialFeather: 0 }),
        maskOf('maskLuminanceRange', { luminanceRangeBounds: [0.1, 0.3, 0.6, 0.8] }),
        maskOf('maskBrush', { maskCombine: 'subtract' }, [{ brushRadius: 0.02, brushDabs: [[0.45, 0.5], [0.5, 0.2]] }]),
        maskOf('maskSky', {}),
      ]),
    ]; // prettier-ignore
    const [left, top, right, bottom] = [400, 10, 700, 50];
    const crop = {
      hasCrop: true,
      cropLeft: left / width,
      cropRight: right / width,
      cropTop: top / height,
      cropBottom: bottom / height,
    };
    const whole = await codes({}, corrections);
    const cropped = await codes(crop, corrections);
    const rows = right - left;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        for (const channel of [0, 1, 2]) {
          const difference =
            whole[3 * (y * width + x) + channel]! - cropped[3 * ((y - top) * rows + x - left) + channel]!;
          // The dither lies in the output's own pixels.
          expect(Math.abs(difference)).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('move without another kernel: a slider changes parameters alone, and planes stay where they are', () => {
    const program = (value: number) =>
      negative.program({}, 'u8', {
        edit: {
          corrections: [
            correctionOf({ localExposure: value }, [
              maskOf('maskBrush', {}, [{ brushRadius: 0.02, brushDabs: [[0.5, 0.5]] }]),
              maskOf('maskSky', {}),
            ]),
          ],
        },
      });
    const [one, two] = [program(0.3), program(0.7)];
    expect(two.stages).toBe(one.stages);
    expect(two.params).not.toEqual(one.params);
    expect(Object.keys(one.planes).length).toBe(3);
    for (const [name, plane] of Object.entries(one.planes)) expect(two.planes[name]!.data).toBe(plane.data);
  });
});
