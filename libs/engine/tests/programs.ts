/** Programs and levels for tests of the executor. */
import { GraphBuilder, type Graph } from '../src/graph/graph.ts';
import type { AffineMap, CanonicalPlane, PixelMap, Program } from '../src/graph/program.ts';
import type { PlanarLevel } from '../src/run/job.ts';

/** Small integer hash (Wang) as a reproducible source of samples in 0..1. */
export function noise(index: number): number {
  let h = Math.imul(index ^ 61 ^ (index >>> 16), 9);
  h = Math.imul(h ^ (h >>> 4), 0x27d4eb2d);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

export function planarLevel(width: number, height: number, sample: (index: number) => number = noise): PlanarLevel {
  const data = new Float32Array(new SharedArrayBuffer(width * height * 12));
  for (let i = 0; i < data.length; i++) data[i] = sample(i);
  return { kind: 'planar', width, height, data };
}

export function unitMap(width: number, height: number): AffineMap {
  return { ux: 1 / width, uy: 0, u0: 0, vx: 0, vy: 1 / height, v0: 0 };
}

export function plane(width: number, height: number): CanonicalPlane {
  return { width, height, data: Float32Array.from({ length: width * height }, (_, i) => noise(i + 977)) };
}

function blurStage(): Graph {
  const g = new GraphBuilder();
  for (const channel of ['r', 'g', 'b']) {
    const at = (dx: number, dy: number) => g.input(`source.${channel}`, dx, dy);
    const sum = [at(0, 0), at(-2, 0), at(3, 0), at(0, -3), at(0, 2), at(1, 1)].reduce((a, b) => g.add(a, b));
    g.output(`blur.${channel}`, g.mul(sum, g.constant(1 / 6)));
  }
  return g.build();
}

function edgeStage(): Graph {
  const g = new GraphBuilder();
  const difference = g.sub(g.input('blur.r', 0, 2), g.input('blur.g', -1, -2));
  g.output('edge', g.abs(g.add(difference, g.mul(g.input('map'), g.param('amount')))));
  return g.build();
}

function lastStage(codes: number): Graph {
  const g = new GraphBuilder();
  const seed = g.ixor(g.imul(g.column(), g.int(73_856_093)), g.imul(g.row(), g.int(19_349_663)));
  const grain = g.mul(g.toF(g.iand(g.ishr(seed, 8), g.int(0xffff))), g.constant(1 / 65_536));
  for (const channel of ['r', 'g', 'b']) {
    const sharp = g.add(g.input(`source.${channel}`), g.mul(g.input('edge', 1, 1), g.param('amount')));
    const toned = g.table('curve', g.mul(sharp, g.constant(63)));
    const coded = g.add(g.mul(g.cbrt(toned), g.constant(codes)), grain);
    g.output(channel, g.floor(g.min(g.max(coded, g.constant(0)), g.constant(codes))));
  }
  return g.build();
}

/** Three stages with stencils in both directions, a table, a canonical plane, parameters and position-bound noise. */
export function stencilProgram(width: number, height: number, codes: 255 | 65535): Program {
  return {
    stages: [{ graph: blurStage() }, { graph: edgeStage() }, { graph: lastStage(codes) }],
    params: { amount: 0.3 },
    tables: { curve: Float32Array.from({ length: 64 }, (_, i) => (i / 63) ** 1.5) },
    planes: { map: plane(7, 5) },
    width,
    height,
    map: unitMap(width, height),
  };
}

/** r, g, b of the source as they are. */
export function copyProgram(width: number, height: number, map: PixelMap = unitMap(width, height)): Program {
  const g = new GraphBuilder();
  for (const channel of ['r', 'g', 'b']) g.output(channel, g.input(`source.${channel}`));
  return { stages: [{ graph: g.build() }], params: {}, tables: {}, planes: {}, width, height, map };
}
