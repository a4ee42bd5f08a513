import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraphBuilder, type F, type I, type M } from '../../graph/graph.ts';
import { BoundKernel, instantiate, placeTable } from '../../run/bound.ts';
import { Region } from '../../run/region.ts';
import { evaluatePixel } from '../reference.ts';
import { emitKernel, groupsOf, roomOf } from './kernel.ts';
import { wasm } from './webassembly.ts';

const table = Float32Array.from([0.5, 2, -3, 7, 7.5]);
const params = { gain: 1.7, count: -5 };

type Build = (g: GraphBuilder, x: F, y: F, z: F) => F;

/** Runs one graph of x, y, z over rows of samples, as WebAssembly. */
function runWasm(
  build: Build,
  samples: readonly [number, number, number][],
): { actual: number[]; reference: number[] } {
  const g = new GraphBuilder();
  g.output('out', build(g, g.input('x'), g.input('y'), g.input('z')));
  const graph = g.build();
  const { bytes, layout } = emitKernel(graph);
  const region = new Region(1 << 22);
  const rowBytes = roomOf(samples.length) * 4;
  const rows: Record<string, number> = {};
  for (const [i, name] of ['x', 'y', 'z'].entries()) {
    rows[name] = region.allocate(rowBytes);
    for (const [column, sample] of samples.entries()) region.f32[(rows[name]! >> 2) + column] = sample[i]!;
  }
  const out = region.allocate(rowBytes);
  const tables = { curve: { address: placeTable(region, table), length: table.length } };
  const row = instantiate({ module: new wasm.Module(bytes), layout }, region);
  const kernel = new BoundKernel(row, layout, region, params, tables);
  for (const { name, slot } of layout.inputs) kernel.point(slot, rows[name]!);
  kernel.point(layout.outputs[0]!.slot, out);
  kernel.run(groupsOf(samples.length), 9);
  const actual = [...region.f32.subarray(out >> 2, (out >> 2) + samples.length)];
  const reference = samples.map(([x, y, z], column) => {
    const planes: Record<string, number> = { x, y, z };
    const input = (name: string): number => planes[name]!;
    return evaluatePixel(graph, { column, row: 9, input, params, tables: { curve: table } })[0]!;
  });
  return { actual, reference };
}

const special = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  2 ** -126,
  2 ** -140,
  -(2 ** -149),
  3.4028234663852886e38,
  -1e38,
  65504,
];
const anyFloat = fc.oneof(fc.float(), fc.constantFrom(...special.map(Math.fround)), fc.float({ min: -8, max: 8 }));
const triples = (value: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 23 });

interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/** The reference rounded to single precision is the expectation; denormal results may be flushed. */
function agrees(actual: number, expected: number, { relative = 0, absolute = 0 }: Tolerance): boolean {
  const rounded = Math.fround(expected);
  if (Number.isNaN(rounded)) return Number.isNaN(actual);
  if (!Number.isFinite(rounded) || !Number.isFinite(actual)) {
    // On the brink of overflow either side may round to infinity.
    const brink =
      Math.abs(expected) > 3.4028e38 && Math.abs(actual) > 3.4028e38 && Math.sign(expected) === Math.sign(actual);
    return actual === rounded || brink;
  }
  return Math.abs(actual - rounded) <= Math.max(absolute, relative * Math.abs(rounded), 2 ** -149);
}

function expectAgreement(build: Build, tolerance: Tolerance = {}, value: fc.Arbitrary<number> = anyFloat): void {
  fc.assert(
    fc.property(triples(value), (samples) => {
      const { actual: results, reference } = runWasm(build, samples);
      for (const [i, actual] of results.entries()) {
        expect(
          agrees(actual, reference[i]!, tolerance),
          `${samples[i]!.join(', ')} → ${actual}, reference ${reference[i]}`,
        ).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
}

const mask = (g: GraphBuilder, m: M): F => g.select(m, g.constant(1), g.constant(0));
const int = (g: GraphBuilder, i: I): F => g.toF(i);
// Sums and products of f32 are exact in double up to one rounding.
const rounded: Tolerance = { relative: 1.2e-7 };

const exactOps: Record<string, Build> = {
  add: (g, x, y) => g.add(x, y),
  sub: (g, x, y) => g.sub(x, y),
  mul: (g, x, y) => g.mul(x, y),
  div: (g, x, y) => g.div(x, y),
  neg: (g, x) => g.neg(x),
  abs: (g, x) => g.abs(x),
  sqrt: (g, x) => g.sqrt(x),
  floor: (g, x) => g.floor(x),
  'min of two planes': (g, x, y) => g.min(x, y),
  'max of two planes': (g, x, y) => g.max(x, y),
  'min with a constant on the left': (g, x) => g.min(g.constant(0.5), x),
  'min with a constant on the right': (g, x) => g.min(x, g.constant(0.5)),
  'max with a constant on the left': (g, x) => g.max(g.constant(0.5), x),
  'max with a constant on the right': (g, x) => g.max(x, g.constant(0.5)),
  'min of what hid its NaN': (g, x, y) => g.min(g.max(x, g.constant(0)), y),
  finite: (g, x) => g.finite(x),
  'toI, toF': (g, x) => int(g, g.toI(x)),
  lt: (g, x, y) => mask(g, g.lt(x, y)),
  le: (g, x, y) => mask(g, g.le(x, y)),
  eq: (g, x, y) => mask(g, g.eq(x, g.select(g.lt(y, g.constant(0)), x, y))),
  and: (g, x, y, z) => mask(g, g.and(g.lt(x, y), g.lt(y, z))),
  or: (g, x, y, z) => mask(g, g.or(g.lt(x, y), g.lt(y, z))),
  not: (g, x, y) => mask(g, g.not(g.lt(x, y))),
  select: (g, x, y, z) => g.select(g.lt(x, y), z, x),
  param: (g, x) => g.add(x, g.param('gain')),
  paramI: (g, x) => int(g, g.iadd(g.toI(x), g.paramI('count'))),
  'a uniform expression': (g, x) => g.mul(x, g.add(g.param('gain'), g.toF(g.row()))),
  'an output that is uniform': (g) => g.mul(g.param('gain'), g.param('gain')),
  'an output that is an input': (_g, x) => x,
  column: (g, x) => g.add(x, g.toF(g.column())),
  row: (g, x) => g.add(x, g.toF(g.row())),
  iadd: (g, x, y) => int(g, g.iadd(g.toI(x), g.toI(y))),
  imul: (g, x, y) => int(g, g.imul(g.toI(x), g.toI(y))),
  ixor: (g, x, y) => int(g, g.ixor(g.toI(x), g.toI(y))),
  iand: (g, x, y) => int(g, g.iand(g.toI(x), g.toI(y))),
  'ishr of a negative number is logical': (g, x) => int(g, g.ishr(g.toI(x), 7)),
};

describe('WebAssembly kernels', () => {
  for (const [name, build] of Object.entries(exactOps)) {
    it(`${name} is the reference's to one rounding`, () => expectAgreement(build, rounded));
  }

  it('table interpolates, holds its ends and reads the first sample for NaN', () => {
    expectAgreement((g, x) => g.table('curve', x), { absolute: 4e-6 });
  });

  it('exp2 is within 5e-7 relative; below 2^-126 it may be zero', () => {
    expectAgreement((g, x) => g.exp2(x), { relative: 5e-7, absolute: 2 ** -126 });
    expectAgreement(
      (g, x) => g.exp2(x),
      { relative: 5e-7, absolute: 2 ** -126 },
      fc.float({ min: -130, max: 130, noNaN: true }),
    );
  });

  it('exp2 of a whole number is exact', () => {
    expectAgreement((g, x) => g.exp2(x), {}, fc.integer({ min: -126, max: 127 }));
  });

  it('log2 is within 5e-7 relative', () => {
    expectAgreement((g, x) => g.log2(x), { relative: 5e-7 });
    expectAgreement((g, x) => g.log2(x), { relative: 5e-7 }, fc.float({ min: 0, max: 2, noNaN: true }));
  });

  it('cbrt is odd and within 3e-7 relative', () => {
    expectAgreement((g, x) => g.cbrt(x), { relative: 3e-7, absolute: 3e-10 });
    expectAgreement(
      (g, x) => g.cbrt(x),
      { relative: 3e-7, absolute: 3e-10 },
      fc.float({ min: -2, max: 2, noNaN: true }),
    );
  });

  it('sin and cos are within 1e-6 for angles up to 8192, NaN beyond the numbers, and never leave −1..1', () => {
    const angle = fc.oneof(
      fc.float({ min: -8192, max: 8192 }),
      fc.float({ min: -7, max: 7 }),
      fc.constantFrom(Infinity, -Infinity),
    );
    expectAgreement((g, x) => g.sin(x), { absolute: 1e-6 }, angle);
    expectAgreement((g, x) => g.cos(x), { absolute: 1e-6 }, angle);
    expectAgreement(
      (g, x) => mask(g, g.lt(g.abs(g.sin(x)), g.constant(1.00001))),
      {},
      fc.float({ noNaN: true, noDefaultInfinity: true }),
    );
  });

  it('work behind a mask is done for the pixels that want it, wherever they lie', () => {
    const share = fc.oneof(fc.constant(-1), fc.constant(1), fc.float({ min: -2, max: 2, noNaN: true }));
    expectAgreement(
      (g, x, y, z) => {
        const mask = g.lt(x, g.constant(0));
        const work = g.sin(g.add(g.exp2(y), g.cos(g.mul(z, x))));
        const first = g.select(mask, work, y);
        const second = g.select(mask, g.add(work, g.exp2(y)), g.mul(z, z));
        return g.add(g.mul(first, g.constant(3)), second);
      },
      { relative: 1e-4, absolute: 1e-4 },
      share,
    );
  });

  it('a value used many times at many depths is computed right', () => {
    expectAgreement(
      (g, x, y, z) => {
        let sum = g.mul(x, y);
        const shared = g.add(x, z);
        for (let i = 0; i < 40; i++) sum = g.add(g.mul(sum, g.constant(0.5)), i % 3 === 0 ? shared : g.mul(shared, y));
        return g.add(sum, shared);
      },
      { relative: 1e-5, absolute: 1e-4 },
      fc.float({ min: -4, max: 4, noNaN: true }),
    );
  });
});
