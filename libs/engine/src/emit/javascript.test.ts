import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GraphBuilder } from '../graph/graph.ts';
import { emitJavaScript } from './javascript.ts';
import { evaluatePixel } from './reference.ts';

/** One graph with every operation in it. */
function everything() {
  const g = new GraphBuilder();
  const [x, y] = [g.input('x', 1), g.input('y', 0, -1)];
  const outputs = [
    g.add(x, y),
    g.sub(x, y),
    g.mul(x, y),
    g.div(x, y),
    g.min(x, y),
    g.max(x, y),
    g.min(x, g.constant(1)),
    g.max(g.constant(-0), y),
    g.neg(g.abs(x)),
    g.sqrt(x),
    g.floor(x),
    g.exp2(y),
    g.log2(x),
    g.cbrt(x),
    g.sin(x),
    g.cos(x),
    g.finite(x),
    g.table('curve', x),
    g.toF(g.iadd(g.imul(g.toI(x), g.paramI('count')), g.row())),
    g.toF(g.ishr(g.ixor(g.toI(x), g.iand(g.column(), g.toI(y))), 3)),
    g.select(g.and(g.lt(x, y), g.not(g.eq(x, g.param('gain')))), x, y),
    g.select(g.or(g.le(x, y), g.lt(y, g.constant(0))), x, g.mul(g.param('gain'), g.param('gain'))),
  ];
  for (const [i, node] of outputs.entries()) g.output(`out${i}`, node);
  return g.build();
}

it('the JavaScript form of every operation is the reference, rounded once', () => {
  const graph = everything();
  const kernel = emitJavaScript(graph);
  const [params, tables] = [{ gain: 0.7, count: 77 }, { curve: Float32Array.of(3, 1, 4, 1.5) }];
  const sample = fc.oneof(fc.float(), fc.float({ min: -4, max: 4 }), fc.constantFrom(NaN, -0, Infinity, -Infinity));
  fc.assert(
    fc.property(fc.array(fc.tuple(sample, sample), { minLength: 1, maxLength: 9 }), (samples) => {
      const rows: Record<string, Float32Array> = {
        x: Float32Array.from([0, ...samples.map(([x]) => x)]),
        y: Float32Array.from(samples.map(([, y]) => y)),
      };
      const inputs = kernel.inputs.map(({ name }) => ({ data: rows[name]!, start: 0 }));
      const outputs = kernel.outputs.map(() => ({ data: new Float32Array(samples.length), start: 0 }));
      kernel.row(inputs, outputs, params, tables, samples.length, 5);
      for (const [column, [x, y]] of samples.entries()) {
        const input = (name: string) => (name === 'x' ? x : y);
        const expected = evaluatePixel(graph, { column, row: 5, input, params, tables });
        for (const [i, value] of expected.entries())
          expect(outputs[i]!.data[column]! + 0).toEqual(Math.fround(value) + 0);
      }
    }),
  );
});
