import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSoftwareGl } from '../../../tests/support/software-gl.ts';
import { GraphBuilder, type F, type I, type M } from '../../graph/graph.ts';
import { evaluatePixel } from '../reference.ts';

const gpu = await openSoftwareGl();
afterAll(() => gpu?.[Symbol.asyncDispose]());

const table = Float32Array.from([0.5, 2, -3, 7, 7.5]);
const params = { gain: 1.7, count: -5 };
type Build = (g: GraphBuilder, x: F, y: F, z: F) => F;

const special = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, 2 ** -126, 3.4028234663852886e38, -1e38, 65504, -65504];
const width = 64;

/** Every triple of odd values, then anything at all. */
function samples(): readonly (readonly [number, number, number])[] {
  const triples = special.flatMap((x) => special.flatMap((y) => special.map((z) => [x, y, z] as const)));
  const float = fc.oneof(fc.float(), fc.float({ min: -8, max: 8 }), fc.float({ min: -300, max: 300, noNaN: true }));
  // Numbers under 2^-126 may be taken for 0.
  const normal = float.map((x) => (Math.abs(x) < 2 ** -126 ? 0 : x));
  const anything = fc.sample(fc.tuple(normal, normal, normal), 6_000);
  const all = [...triples, ...anything];
  return all.slice(0, all.length - (all.length % width));
}

const mask = (g: GraphBuilder, m: M): F => g.select(m, g.constant(1), g.constant(0));
const int = (g: GraphBuilder, i: I): F => g.toF(i);

interface Case {
  readonly build: Build;
  readonly relative?: number;
  readonly absolute?: number;
  /** Samples that the operation is meant for. */
  readonly where?: (x: number) => boolean;
}
/** Sums and products are rounded once; a quotient within 2.5 units, a root within 4 (WGSL §15.7.4). */
const once = 1.2e-7;
const cases: Record<string, Case> = {
  add: { build: (g, x, y) => g.add(x, y), relative: once },
  sub: { build: (g, x, y) => g.sub(x, y), relative: once },
  mul: { build: (g, x, y) => g.mul(x, y), relative: once, absolute: 2 ** -126 },
  div: { build: (g, x, y) => g.div(x, y), relative: 4e-7, absolute: 2 ** -126 },
  neg: { build: (g, x) => g.neg(x) },
  abs: { build: (g, x) => g.abs(x) },
  sqrt: { build: (g, x) => g.sqrt(x), relative: 5e-7 },
  floor: { build: (g, x) => g.floor(x) },
  'min of two planes': { build: (g, x, y) => g.min(x, y) },
  'max of two planes': { build: (g, x, y) => g.max(x, y) },
  'min with a constant on the left': { build: (g, x) => g.min(g.constant(0.5), x) },
  'min with a constant on the right': { build: (g, x) => g.min(x, g.constant(0.5)) },
  'max with a constant on the left': { build: (g, x) => g.max(g.constant(0.5), x) },
  'max with a constant on the right': { build: (g, x) => g.max(x, g.constant(0.5)) },
  'min of what hid its NaN': { build: (g, x, y) => g.min(g.max(x, g.constant(0)), y) },
  finite: { build: (g, x) => g.finite(x) },
  'toI, toF': { build: (g, x) => int(g, g.toI(x)), relative: once },
  lt: { build: (g, x, y) => mask(g, g.lt(x, y)) },
  le: { build: (g, x, y) => mask(g, g.le(x, y)) },
  eq: { build: (g, x, y) => mask(g, g.eq(x, g.select(g.lt(y, g.constant(0)), x, y))) },
  'eq of a value with itself finds NaN': { build: (g, x) => mask(g, g.eq(x, x)) },
  and: { build: (g, x, y, z) => mask(g, g.and(g.lt(x, y), g.lt(y, z))) },
  or: { build: (g, x, y, z) => mask(g, g.or(g.lt(x, y), g.lt(y, z))) },
  not: { build: (g, x, y) => mask(g, g.not(g.lt(x, y))) },
  select: { build: (g, x, y, z) => g.select(g.lt(x, y), z, x) },
  param: { build: (g, x) => g.add(x, g.param('gain')), relative: once },
  paramI: { build: (g, x) => int(g, g.iadd(g.toI(x), g.paramI('count'))), relative: once },
  'a uniform output': { build: (g) => g.mul(g.param('gain'), g.param('gain')), relative: once },
  'an infinite constant': { build: (g, x) => g.min(x, g.constant(Infinity)) },
  'a quotient of constants': { build: (g, x) => g.max(x, g.div(g.constant(1), g.constant(0))) },
  'the lowest integer': { build: (g, x) => int(g, g.ixor(g.toI(x), g.int(-2147483648))), relative: once },
  column: { build: (g) => g.toF(g.column()) },
  row: { build: (g) => g.toF(g.row()) },
  iadd: { build: (g, x, y) => int(g, g.iadd(g.toI(x), g.toI(y))), relative: once },
  imul: { build: (g, x, y) => int(g, g.imul(g.toI(x), g.toI(y))), relative: once },
  ixor: { build: (g, x, y) => int(g, g.ixor(g.toI(x), g.toI(y))), relative: once },
  iand: { build: (g, x, y) => int(g, g.iand(g.toI(x), g.toI(y))), relative: once },
  'ishr of a negative number is logical': { build: (g, x) => int(g, g.ishr(g.toI(x), 7)), relative: once },
  table: { build: (g, x) => g.table('curve', x), absolute: 4e-6 },
  exp2: { build: (g, x) => g.exp2(x), relative: 5e-7, absolute: 2 ** -126 },
  log2: { build: (g, x) => g.log2(x), relative: 5e-7, absolute: 3e-7 },
  cbrt: { build: (g, x) => g.cbrt(x), relative: 4e-7, absolute: 3e-10 },
  sin: { build: (g, x) => g.sin(x), absolute: 1e-6, where: (x) => !(Math.abs(x) > 8192) || !Number.isFinite(x) },
  cos: { build: (g, x) => g.cos(x), absolute: 1e-6, where: (x) => !(Math.abs(x) > 8192) || !Number.isFinite(x) },
  'sin never leaves −1..1': {
    build: (g, x) => mask(g, g.lt(g.abs(g.sin(g.finite(x))), g.constant(1.00001))),
  },
  'work behind a mask': {
    build: (g, x, y, z) => {
      const rare = g.lt(x, g.constant(0));
      const work = g.exp2(g.min(g.max(g.cbrt(g.log2(g.abs(y))), g.constant(-4)), g.constant(4)));
      const first = g.select(rare, g.sin(g.cos(work)), g.constant(2));
      return g.add(first, g.select(rare, g.cbrt(work), g.min(g.max(z, g.constant(0)), g.constant(1))));
    },
    absolute: 3e-5,
  },
};

/** The reference rounded to single precision is the expectation. */
function agrees(actual: number, expected: number, { relative = 0, absolute = 0 }: Case): boolean {
  const rounded = Math.fround(expected);
  if (Number.isNaN(rounded)) return Number.isNaN(actual);
  if (!Number.isFinite(rounded) || !Number.isFinite(actual)) {
    // On the brink of overflow either side may round to infinity.
    const brink = Math.abs(expected) > 3.4028e38 && Math.abs(actual) > 3.4028e38;
    return actual === rounded || (brink && Math.sign(expected) === Math.sign(actual));
  }
  return Math.abs(actual - rounded) <= Math.max(absolute, relative * Math.abs(rounded), 2 ** -126);
}

describe.skipIf(gpu === undefined)('WGSL operations', () => {
  const inputs = samples();
  const height = inputs.length / width;
  const data = new Float32Array(new SharedArrayBuffer(inputs.length * 12));
  for (const [i, triple] of inputs.entries())
    for (const c of [0, 1, 2] as const) data[c * inputs.length + i] = triple[c];
  const graphs = Object.values(cases).map(({ build }, i) => {
    const g = new GraphBuilder();
    g.output(`out${i}`, build(g, g.input('source.r'), g.input('source.g'), g.input('source.b')));
    return g.build();
  });
  let actual: Float32Array;

  // All operations in one kernel: compiling is what takes time here.
  beforeAll(async () => {
    const g = new GraphBuilder();
    for (const [i, { build }] of Object.values(cases).entries()) {
      g.output(`out${i}`, build(g, g.input('source.r'), g.input('source.g'), g.input('source.b')));
    }
    const map = { ux: 1 / width, uy: 0, u0: 0, vx: 0, vy: 1 / height, v0: 0 };
    const program = {
      stages: [{ graph: g.build() }],
      params,
      tables: { curve: table },
      planes: {},
      width,
      height,
      map,
    };
    actual = await gpu!.run(program, { kind: 'planar', width, height, data }, 'planes');
  });

  it.each(Object.entries(cases).map(([name, each], index) => ({ name, each, index })))(
    'agree with the reference: $name',
    ({ each, index }) => {
      for (const [i, [x, y, z]] of inputs.entries()) {
        if (each.where?.(x) === false) continue;
        const planes: Record<string, number> = { 'source.r': x, 'source.g': y, 'source.b': z };
        const context = { column: i % width, row: Math.floor(i / width), input: (name: string) => planes[name]! };
        const [expected] = evaluatePixel(graphs[index]!, { ...context, params, tables: { curve: table } });
        const given = actual[index * inputs.length + i]!;
        const text = `${x}, ${y}, ${z} → ${given}, reference ${expected}`;
        if (!agrees(given, expected!, each)) expect.fail(text);
      }
    },
  );
});
