/** Warps on the workers: against the reference, whatever the strips, and where there is nothing to see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program, Warp } from '../src/graph/program.ts';
import { Executor } from '../src/run/executor.ts';
import { planesOf } from '../src/run/job.ts';
import { referenceSource } from '../src/run/reference-source.ts';
import { samplePlane } from '../src/run/reference.ts';
import { GraphBuilder } from '../src/graph/graph.ts';
import { copyProgram, plane, planarLevel } from './programs.ts';
import { Negative } from './support/develop.ts';
import { deadLeaves, picture } from './support/picture.ts';

const [width, height] = [181, 123];
const unit = Math.hypot(width, height) / 2;

/** A keystone with distortion about the centre of a picture of that size, output of the same size. */
function warp(rest: Partial<Warp> = {}): Warp {
  return {
    projection: [
      1 / unit, 0.1 / unit, -(width + 0.1 * height) / 2 / unit,
      -0.05 / unit, 1 / unit, -(height - 0.05 * width) / 2 / unit,
      0.0004, 0.0015, 1 - 0.0002 * width - 0.00075 * height,
    ],
    radial: -0.15,
    radialLimit: 2.2,
    reachU: unit / width,
    reachV: unit / height,
    lateral: null,
    ...rest,
  }; // prettier-ignore
}
const lateral = { red: [0.004, 0.002, -0.001], blue: [-0.003, 0.001, 0.002] } as const;
const soft = planarLevel(
  width,
  height,
  (i) => 0.5 + 0.3 * Math.sin((i % width) / 3) * Math.cos(Math.floor(i / width) / 4),
);

/** Gives a canonical plane as it lies on the output. */
function planeProgram(map: Warp): Program {
  const g = new GraphBuilder();
  for (const channel of ['r', 'g', 'b']) g.output(channel, g.add(g.input('map'), g.input(`source.${channel}`)));
  return { ...copyProgram(width, height, map), stages: [{ graph: g.build() }], planes: { map: plane(17, 11) } };
}

describe('a warp', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await Executor.open({ workers: 2 });
  });
  afterAll(() => executor[Symbol.asyncDispose]());

  it.each([
    ['for all channels', warp()],
    ['for each channel', warp({ lateral })],
    ['that nearly meets the horizon', warp({ projection: [0.9 / unit, 0, -0.7, 0, 0.9 / unit, -0.5, 0, -0.0078, 1] })],
  ])('%s reads what the reference reads', async (_, map) => {
    const program = copyProgram(width, height, map);
    const planes = await executor.run(program, soft, 'planes');
    const expected = referenceSource(program, planesOf(soft));
    const channels = [expected.r, expected.g, expected.b];
    let worst = 0;
    for (let i = 0; i < planes.length; i++) {
      const wanted = channels[Math.floor(i / (width * height))]![i % (width * height)]!;
      worst = Math.max(worst, Math.abs(planes[i]! - wanted));
    }
    expect(worst).toBeLessThan(2e-4);
  });

  it('reads canonical planes at green’s place', async () => {
    const program = planeProgram(warp({ lateral }));
    const planes = await executor.run(
      program,
      planarLevel(width, height, () => 0),
      'planes',
    );
    for (let i = 0; i < width * height; i += 7) {
      const wanted = samplePlane(program.planes['map']!, program.map, i % width, Math.floor(i / width));
      expect(Math.abs(planes[i]! - wanted)).toBeLessThan(2e-5);
    }
  });

  it('gives the same bytes whatever the strips and the number of workers', async () => {
    const program = planeProgram(warp({ lateral }));
    const expected = await executor.run(program, soft, 'planes');
    for (const options of [
      { workers: 1, stripRows: height },
      { workers: 2, stripRows: 7 },
    ]) {
      await using other = await Executor.open(options);
      expect(await other.run(program, soft, 'planes')).toEqual(expected);
    }
  });

  const scene = new Negative(deadLeaves(180, 120, 120));
  const edit = { perspectiveVertical: -60, perspectiveHorizontal: 30, perspectiveRotate: 3, manualDistortion: 70, lensVignetteAmount: 60, shadows: 50, constrainCrop: true }; // prettier-ignore

  it('agrees with the reference within a code through a whole edit, at full size and smaller', async () => {
    for (const longEdgeMaxPixels of [180, 90]) {
      const codes = await scene.codes(executor, edit, { longEdgeMaxPixels });
      const reference = scene.referenceCodes(edit, { longEdgeMaxPixels });
      const worst = reference.reduce((most, code, i) => Math.max(most, Math.abs(code - codes[i]!)), 0);
      expect(worst).toBeLessThanOrEqual(1);
    }
  });

  it('of a mirrored picture is the mirrored warp', async () => {
    const { r, g, b } = scene.picture;
    const mirrored = new Negative(
      picture(180, 120, (x, y) => {
        const at = y * 180 + 179 - x;
        return [r[at]!, g[at]!, b[at]!];
      }),
    );
    const straight = { perspectiveVertical: -40, perspectiveHorizontal: 35, perspectiveX: 6, manualDistortion: -50, lensVignetteAmount: -40 }; // prettier-ignore
    const one = await scene.linear(executor, straight);
    const two = await mirrored.linear(executor, { ...straight, perspectiveHorizontal: -35, perspectiveX: -6 });
    for (let i = 0; i < one.r.length; i++) {
      const at = Math.floor(i / 180) * 180 + 179 - (i % 180);
      expect(Math.abs(one.g[i]! - two.g[at]!)).toBeLessThan(2e-4);
    }
  });

  it('is cut by a crop, not changed', async () => {
    const moved = { perspectiveVertical: -40, manualDistortion: 30 };
    const whole = await scene.linear(executor, moved);
    const crop = { hasCrop: true, cropLeft: 0.25, cropTop: 0.2, cropRight: 0.75, cropBottom: 0.7 };
    const part = await scene.linear(executor, { ...moved, ...crop });
    expect([part.width, part.height]).toEqual([90, 60]);
    for (let y = 0; y < 60; y++) {
      for (let x = 0; x < 90; x++) {
        expect(Math.abs(part.g[y * 90 + x]! - whole.g[(y + 24) * 180 + x + 45]!)).toBeLessThan(2e-4);
      }
    }
  });

  it('shows paper white outside the picture whatever the sliders say, and none of it when constrained', async () => {
    const small = { perspectiveScale: 60, perspectiveRotate: 5, exposure: -2, vignetteAmount: -60 };
    const codes = await scene.codes(executor, small);
    for (const [x, y] of [[0, 0], [179, 0], [0, 119], [179, 119], [10, 60]] as const) {
      const at = 3 * (y * 180 + x);
      expect([...codes.subarray(at, at + 3)]).toEqual([255, 255, 255]);
    }
    const dark = new Negative(picture(180, 120, () => [0.05, 0.05, 0.05]));
    const constrained = await dark.codes(executor, { ...small, constrainCrop: true });
    expect(Math.max(...constrained)).toBeLessThan(60);
  }); // prettier-ignore

  it('that corrects nothing leaves the picture byte for byte', async () => {
    const plain = await scene.codes(executor, {});
    const idle = {
      upright: 3,
      manualDistortion: 0,
      constrainCrop: true,
      perspectiveScale: 100,
      lensVignetteMidpoint: 20,
    };
    expect(Buffer.compare(await scene.codes(executor, idle), plain)).toBe(0);
  });

  it('is refused when it leaves nothing of the picture in a constrained crop', () => {
    expect(() => scene.program({ perspectiveX: 100, constrainCrop: true }, 'u8')).toThrow(/nothing of the transformed/);
  });
});
