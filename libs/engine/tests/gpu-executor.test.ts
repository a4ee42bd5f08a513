import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../src/graph/graph.ts';
import type { PixelMap, Program, Warp } from '../src/graph/program.ts';
import { Executor } from '../src/run/executor.ts';
import type { CodedLevel, SourceLevel } from '../src/run/job.ts';
import { copyProgram, noise, plane, planarLevel, stencilProgram, unitMap } from './programs.ts';
import { openSoftwareGl } from './support/software-gl.ts';

// Buffers so small that every picture takes several tiles and every level several bands.
const gpu = await openSoftwareGl({ bufferBytesMax: 64 * 1024 });
afterAll(() => gpu?.[Symbol.asyncDispose]());

function codedLevel(width: number, height: number, bits: 8 | 16): CodedLevel {
  const codes = 2 ** bits;
  const decode = new Float32Array(new SharedArrayBuffer(codes * 12)).map(
    (_, i) => ((i % codes) / codes) ** 2 + i / 1e6,
  );
  const buffer = new SharedArrayBuffer((width * height * 3 * bits) / 8);
  const data = bits === 8 ? new Uint8Array(buffer) : new Uint16Array(buffer);
  for (let i = 0; i < data.length; i++) data[i] = noise(i) * codes;
  const shared = new Float32Array(new SharedArrayBuffer(decode.byteLength));
  shared.set(decode);
  return { kind: 'coded', width, height, data, decode: shared };
}

function turned(width: number, height: number): PixelMap {
  const [cos, sin] = [Math.cos(0.35) * 1.1, Math.sin(0.35) * 1.1];
  return { ux: cos / width, uy: -sin / width, u0: -0.1, vx: sin / height, vy: cos / height, v0: -0.4 };
}

/** A keystone with barrel distortion that shows the whole picture and a little beyond it. */
function warped(width: number, height: number, lateral: Warp['lateral']): Warp {
  const half = Math.hypot(width, height) / 2;
  const projection = [1.1 / half, 0.02 / half, (-0.56 * width) / half, 0, 1.05 / half, (-0.53 * height) / half, 0, 0.2 / height, 0.9]; // prettier-ignore
  return { projection, radial: -0.12, radialLimit: 2, reachU: half / width, reachV: half / height, lateral };
}

/** Canonical planes read through the program's map, one of them at a distance. */
function planesProgram(width: number, height: number, map: PixelMap): Program {
  const g = new GraphBuilder();
  for (const channel of ['r', 'g', 'b']) {
    const far = g.input('far', channel === 'r' ? -3 : 2, channel === 'b' ? 4 : 0);
    g.output(channel, g.add(g.mul(g.input('near'), far), g.input(`source.${channel}`)));
  }
  const planes = { near: plane(40, 31), far: plane(17, 23) };
  return { stages: [{ graph: g.build() }], params: {}, tables: {}, planes, width, height, map };
}

describe.skipIf(gpu === undefined)('GpuExecutor', () => {
  let cpu: Executor;
  beforeAll(async () => {
    cpu = await Executor.open({ workers: 1 });
  });
  afterAll(() => cpu[Symbol.asyncDispose]());

  async function expectSame(
    program: Program,
    level: SourceLevel,
    format: 'planes' | 'rgb8' | 'rgb16',
    tolerance: number,
  ): Promise<void> {
    const [ours, theirs] = [await gpu!.run(program, level, format), await cpu.run(program, level, format)];
    expect(ours.length).toBe(theirs.length);
    for (let i = 0; i < theirs.length; i++) {
      if (Math.abs(ours[i]! - theirs[i]!) <= tolerance) continue;
      expect.fail(`sample ${i}: ${ours[i]} on the graphics adapter, ${theirs[i]} on the processor`);
    }
  }

  it.each([
    [1, 1],
    [3, 1],
    [1, 9],
    [5, 7],
    [130, 101],
    [301, 67],
  ] as const)('gives the workers’ picture at %i×%i, through stencils, tables and planes', async (width, height) => {
    const level = planarLevel(width, height);
    await expectSame(stencilProgram(width, height, 255), level, 'rgb8', 1);
    await expectSame(stencilProgram(width, height, 65535), level, 'rgb16', 1);
    await expectSame(stencilProgram(width, height, 65535), level, 'planes', 1);
  });

  it.each([8, 16] as const)('reads %i-bit codes through their tone curves, exactly, in bands', async (bits) => {
    await expectSame(copyProgram(161, 140), codedLevel(161, 140, bits), 'planes', 0);
  });

  it('reads the sub-rectangle that the map names', async () => {
    const map = { ...unitMap(161, 140), u0: 7 / 161, v0: 95 / 140 };
    await expectSame(copyProgram(90, 41, map), codedLevel(161, 140, 8), 'planes', 0);
  });

  it('resamples through a turned map from codes and from planes, the edge repeated outside', async () => {
    const [width, height] = [83, 61];
    const program = copyProgram(150, 70, turned(width, height));
    await expectSame(program, codedLevel(width, height, 8), 'planes', 2e-4);
    await expectSame(program, planarLevel(width, height), 'planes', 2e-4);
  });

  it('resamples through a warp, and each channel on its own with lateral aberration', async () => {
    const [width, height] = [170, 120];
    const level = planarLevel(width, height);
    await expectSame(copyProgram(width, height, warped(width, height, null)), level, 'planes', 1e-3);
    const lateral = { red: [0.004, -0.01, 0.006], blue: [-0.003, 0.008, 0.002] } as const;
    await expectSame(copyProgram(width, height, warped(width, height, lateral)), level, 'planes', 1e-3);
  });

  it('reads canonical planes where a turn or a warp puts them', async () => {
    const level = planarLevel(96, 60);
    for (const map of [unitMap(96, 60), turned(96, 60), warped(96, 60, null)]) {
      await expectSame(planesProgram(96, 60, map), level, 'planes', 2e-3);
    }
  });

  it('averages areas exactly, also where target pixels share source pixels, over many bands', async () => {
    const levels = [codedLevel(331, 283, 8), codedLevel(211, 183, 16), planarLevel(233, 141)];
    for (const level of levels) {
      const { width, height } = level;
      for (const shape of [
        { area: { x: 0, y: 0, width, height }, width: 50, height: 41 },
        { area: { x: 0, y: 0, width, height }, width: 1, height: 1 },
        { area: { x: 10.3, y: 5.7, width: 150.2, height: 120.9 }, width: 139, height: 97 },
        { area: { x: 0, y: 0, width, height }, width, height },
      ]) {
        const [ours, theirs] = [await gpu!.reduce(level, shape), await cpu.reduce(level, shape)];
        let worst = 0;
        for (let i = 0; i < theirs.data.length; i++) {
          worst = Math.max(worst, Math.abs(ours.data[i]! - theirs.data[i]!));
        }
        expect(worst).toBeLessThan(2e-5);
      }
    }
  });

  it('renders from a level that it made without its pixels coming back', async () => {
    const shape = { area: { x: 0, y: 0, width: 331, height: 283 }, width: 120, height: 90 };
    const level = await gpu!.reduce(codedLevel(331, 283, 8), shape);
    const kept = Float32Array.from(level.data);
    // What lies in shared memory does not change; were it sent again, this would show.
    level.data.fill(-1);
    const planes = await gpu!.run(copyProgram(120, 90), level, 'planes');
    expect(Buffer.compare(Buffer.from(planes.buffer), Buffer.from(kept.buffer))).toBe(0);
  });

  it('keeps the same codes under two tone curves apart', async () => {
    const level = codedLevel(40, 30, 8);
    const other = new Float32Array(new SharedArrayBuffer(level.decode.byteLength));
    other.set(level.decode.map((sample) => 1 - sample));
    await expectSame(copyProgram(40, 30), level, 'planes', 0);
    await expectSame(copyProgram(40, 30), { ...level, decode: other }, 'planes', 0);
    await expectSame(copyProgram(40, 30), level, 'planes', 0);
  });

  it('gives the same bytes each time', async () => {
    const level = planarLevel(130, 101);
    const [first, second] = [0, 1].map(() => gpu!.run(stencilProgram(130, 101, 65535), level, 'rgb16'));
    expect(Buffer.compare(Buffer.from((await first!).buffer), Buffer.from((await second!).buffer))).toBe(0);
  });

  it('refuses parameters and tables that are not finite', async () => {
    const program = stencilProgram(8, 8, 255);
    const run = (changed: Partial<Program>) => gpu!.run({ ...program, ...changed }, planarLevel(8, 8), 'rgb8');
    await expect(run({ params: { amount: NaN } })).rejects.toThrow('must be finite');
    await expect(run({ params: {} })).rejects.toThrow('lacks');
    await expect(run({ tables: { curve: Float32Array.of(0, Infinity) } })).rejects.toThrow('must be finite');
  });
});
