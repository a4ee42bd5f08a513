import { Fault } from '@safelight/core';
import { afterAll, describe, expect, it } from 'vitest';
import { Executor, shared } from '../src/run/executor.ts';
import type { CodedLevel } from '../src/run/job.ts';
import { runReference } from '../src/run/reference.ts';
import { copyProgram, noise, planarLevel, stencilProgram, unitMap } from './programs.ts';

const executor = await Executor.open({ workers: 2 });
afterAll(() => executor[Symbol.asyncDispose]());

function reference(program: ReturnType<typeof stencilProgram>, data: Float32Array) {
  const { width, height } = program;
  const [r, g, b] = [0, 1, 2].map((i) => data.subarray(i * width * height, (i + 1) * width * height));
  return runReference(program, { width, height, r: r!, g: g!, b: b! });
}

const sizes = [
  [1, 1],
  [3, 1],
  [1, 9],
  [5, 7],
  [64, 33],
  [130, 101],
] as const;

describe('Executor', () => {
  for (const [width, height] of sizes) {
    it(`gives the reference's picture at ${width}×${height}, through stencils, tables and planes`, async () => {
      const source = planarLevel(width, height);
      const program = stencilProgram(width, height, 65535);
      const actual = await executor.run(program, source, 'planes');
      const expected = reference(program, source.data);
      for (const [i, name] of ['r', 'g', 'b'].entries()) {
        for (let at = 0; at < width * height; at++) {
          // One code of 65535: single precision rounds the cube root and the position in the table.
          expect(Math.abs(actual[i * width * height + at]! - expected[name]![at]!)).toBeLessThanOrEqual(1);
        }
      }
    });
  }

  it('stores the same codes interleaved as in planes, in 8 and in 16 bits', async () => {
    const [width, height] = [37, 29];
    const source = planarLevel(width, height);
    for (const [codes, format] of [
      [255, 'rgb8'],
      [65535, 'rgb16'],
    ] as const) {
      const program = stencilProgram(width, height, codes);
      const planes = await executor.run(program, source, 'planes');
      const pixels = await executor.run(program, source, format);
      for (let at = 0; at < width * height * 3; at++) {
        expect(pixels[at]).toBe(planes[(at % 3) * width * height + Math.floor(at / 3)]);
      }
    }
  });

  it('gives the same bytes whatever the strips and the number of workers', async () => {
    const [width, height] = [61, 150];
    const source = planarLevel(width, height);
    const program = stencilProgram(width, height, 255);
    const expected = await executor.run(program, source, 'rgb8');
    for (const options of [
      { workers: 1, stripRows: 150 },
      { workers: 3, stripRows: 1 },
      { workers: 2, stripRows: 17 },
    ]) {
      await using other = await Executor.open(options);
      expect(Buffer.compare(await other.run(program, source, 'rgb8'), expected)).toBe(0);
    }
  });

  it('reads 8- and 16-bit pixels through their tone curves', async () => {
    const [width, height] = [23, 11];
    for (const bits of [8, 16]) {
      const codes = 2 ** bits;
      const decode = new Float32Array(new SharedArrayBuffer(codes * 12));
      for (let i = 0; i < decode.length; i++) decode[i] = Math.floor(i / codes) + (i % codes) / codes;
      const buffer = new SharedArrayBuffer((width * height * 3 * bits) / 8);
      const data = bits === 8 ? new Uint8Array(buffer) : new Uint16Array(buffer);
      for (let i = 0; i < data.length; i++) data[i] = noise(i) * codes;
      const source: CodedLevel = { kind: 'coded', width, height, data, decode };
      const planes = await executor.run(copyProgram(width, height), source, 'planes');
      for (let at = 0; at < data.length; at++) {
        const expected = decode[(at % 3) * codes + data[at]!];
        expect(planes[(at % 3) * width * height + Math.floor(at / 3)]).toBe(expected);
      }
    }
  });

  it('reads the sub-rectangle that the map names', async () => {
    const source = planarLevel(40, 30);
    const map = { ...unitMap(40, 30), u0: 7 / 40, v0: 5 / 30 };
    const planes = await executor.run(copyProgram(9, 6, map), source, 'planes');
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 9; column++) {
        expect(planes[row * 9 + column]).toBe(source.data[(row + 5) * 40 + column + 7]);
      }
    }
  });

  it('resamples a straight ramp through a rotated map without bending it', async () => {
    const source = planarLevel(64, 64, (i) => ((i % 4096) % 64) * 0.5 + Math.floor((i % 4096) / 64) * 0.25);
    const [cos, sin] = [Math.cos(0.3), Math.sin(0.3)];
    const map = { ux: cos / 64, uy: -sin / 64, u0: 0.4, vx: sin / 64, vy: cos / 64, v0: 0.3 };
    const planes = await executor.run(copyProgram(16, 16, map), source, 'planes');
    for (let row = 0; row < 16; row++) {
      for (let column = 0; column < 16; column++) {
        const [x, y] = [column + 0.5, row + 0.5];
        const sx = cos * x - sin * y + 0.4 * 64 - 0.5;
        const sy = sin * x + cos * y + 0.3 * 64 - 0.5;
        expect(planes[row * 16 + column]).toBeCloseTo(sx * 0.5 + sy * 0.25, 4);
      }
    }
  });

  it('resamples by the cubic convolution of 16 samples, the edge repeated outside, from planes and from codes', async () => {
    const [width, height] = [83, 61];
    const codes = Uint8Array.from({ length: width * height * 3 }, (_, i) => noise(i) * 256);
    const decode = new Float32Array(new SharedArrayBuffer(768 * 4)).map((_, i) => ((i % 256) / 255) ** 2);
    const data = new Uint8Array(new SharedArrayBuffer(codes.length));
    data.set(codes);
    const at = (channel: number, x: number, y: number): number => {
      const [column, row] = [Math.min(Math.max(x, 0), width - 1), Math.min(Math.max(y, 0), height - 1)];
      return decode[channel * 256 + data[(row * width + column) * 3 + channel]!]!;
    };
    const planar = planarLevel(width, height, (i) => {
      const [channel, pixel] = [Math.floor(i / (width * height)), i % (width * height)];
      return at(channel, pixel % width, Math.floor(pixel / width));
    });
    const cubic = (t: number): number[] => [
      -0.5 * t ** 3 + t ** 2 - 0.5 * t,
      1.5 * t ** 3 - 2.5 * t ** 2 + 1,
      -1.5 * t ** 3 + 2 * t ** 2 + 0.5 * t,
      0.5 * t ** 3 - 0.5 * t ** 2,
    ];
    const coded: CodedLevel = { kind: 'coded', width, height, data, decode: shared(decode) };
    // Turned by 20° about a point of the picture, and reaching beyond all four edges.
    const [cos, sin] = [Math.cos(0.35) * 1.1, Math.sin(0.35) * 1.1];
    const map = { ux: cos / width, uy: -sin / width, u0: -0.1, vx: sin / height, vy: cos / height, v0: -0.4 };
    const [w, h] = [150, 70];
    for (const source of [planar, coded]) {
      const planes = await executor.run(copyProgram(w, h, map), source, 'planes');
      for (let pixel = 0; pixel < w * h; pixel++) {
        const [x, y] = [(pixel % w) + 0.5, Math.floor(pixel / w) + 0.5];
        const sx = cos * x - sin * y - 0.1 * width - 0.5;
        const sy = sin * x + cos * y - 0.4 * height - 0.5;
        const [wx, wy] = [cubic(sx - Math.floor(sx)), cubic(sy - Math.floor(sy))];
        for (let channel = 0; channel < 3; channel++) {
          let sum = 0;
          const samples: number[] = [];
          for (let j = 0; j < 4; j++) {
            for (let i = 0; i < 4; i++) {
              const sample = at(channel, Math.floor(sx) + i - 1, Math.floor(sy) + j - 1);
              samples.push(sample);
              sum += wx[i]! * wy[j]! * sample;
            }
          }
          const expected = Math.min(Math.max(sum, Math.min(...samples)), Math.max(...samples));
          expect(Math.abs(planes[channel * w * h + pixel]! - expected)).toBeLessThan(2e-4);
        }
      }
    }
  });

  it('averages areas exactly, also where target pixels share source pixels', async () => {
    const [width, height, w, h] = [53, 47, 10, 9];
    const source = planarLevel(width, height);
    const target = await executor.reduce(source, { area: { x: 0, y: 0, width, height }, width: w, height: h });
    const overlap = (from: number, to: number, cell: number) =>
      Math.max(0, Math.min(to, cell + 1) - Math.max(from, cell));
    for (const [column, row] of [
      [0, 0],
      [4, 4],
      [9, 8],
      [3, 7],
    ] as const) {
      let sum = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const share =
            overlap((column * width) / w, ((column + 1) * width) / w, x) *
            overlap((row * height) / h, ((row + 1) * height) / h, y);
          sum += share * source.data[y * width + x]!;
        }
      }
      expect(target.data[row * w + column]).toBeCloseTo(sum / ((width / w) * (height / h)), 5);
    }
  });

  it('keeps a level unchanged when it is reduced to its own size', async () => {
    const source = planarLevel(31, 17);
    const area = { x: 0, y: 0, width: 31, height: 17 };
    expect((await executor.reduce(source, { area, width: 31, height: 17 })).data).toEqual(source.data);
  });

  it('does not start a picture whose signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    const run = executor.run(copyProgram(8, 8), planarLevel(8, 8), 'rgb8', signal);
    await expect(run).rejects.toThrow('too late');
  });

  it('leaves a picture between strips when its deadline passes, and renders the next one', async () => {
    const [width, height] = [4000, 3000];
    const source = planarLevel(width, height, () => 0.5);
    const run = executor.run(stencilProgram(width, height, 255), source, 'rgb8', AbortSignal.timeout(30));
    await expect(run).rejects.toSatisfy((error) => error instanceof DOMException && error.name === 'TimeoutError');
    const small = planarLevel(5, 5);
    expect(await executor.run(copyProgram(5, 5), small, 'planes')).toEqual(small.data);
  });

  it('ends stuck workers, says so, and renders the next picture with new ones', async () => {
    const workerUrl = new URL('./stuck-worker.ts', import.meta.url);
    await using fragile = await Executor.open({ workers: 2, stuckTimeoutMs: 400, workerUrl });
    const stuck = fragile.run(copyProgram(13, 13), planarLevel(13, 13), 'rgb8');
    await expect(stuck).rejects.toSatisfy((error) => error instanceof Fault && error.code === 'engine.stuck');
    const source = planarLevel(5, 5);
    const planes = await fragile.run(copyProgram(5, 5), source, 'planes');
    expect(planes).toEqual(source.data);
  });

  it('names what a program lacks instead of inventing it', async () => {
    const program = { ...stencilProgram(8, 8, 255), params: {} };
    await expect(executor.run(program, planarLevel(8, 8), 'rgb8')).rejects.toSatisfy(
      (error) => error instanceof Fault && error.code === 'internal' && error.detail!.includes('"amount"'),
    );
  });
});
