import { describe, expect, it } from 'vitest';
import { evaluatePixel } from '../emit/reference.ts';
import { GraphBuilder, type F, type Graph, type M } from './graph.ts';
import { splitGraph } from './split.ts';

/** A long chain with side branches: masks, integers and uniform values that are still wanted far behind. */
function longGraph(): Graph {
  const g = new GraphBuilder();
  const x = g.input('x', 1, 0);
  const early: M = g.lt(g.cbrt(x), g.constant(0.5));
  const count = g.iadd(g.toI(g.mul(x, g.constant(100))), g.row());
  const scale = g.exp2(g.param('gain'));
  let [a, b]: [F, F] = [x, g.log2(x)];
  for (let i = 0; i < 30; i++) {
    a = g.add(g.cbrt(g.mul(a, scale)), g.mul(b, g.constant(0.01 * i)));
    b = g.select(early, g.sin(a), g.add(b, g.toF(g.iand(count, g.int(7)))));
  }
  g.output('early', x);
  g.output('a', a);
  g.output('b', g.select(early, b, g.toF(count)));
  return g.build();
}

function run(graphs: readonly Graph[], x: number): Record<string, number> {
  const planes: Record<string, number> = { x };
  let outputs: Record<string, number> = {};
  for (const graph of graphs) {
    const input = (name: string): number => {
      const value = planes[name];
      if (value === undefined) throw new Error(`"${name}" is read before it is computed`);
      return value;
    };
    const values = evaluatePixel(graph, { column: 3, row: 5, input, params: { gain: 0.4 }, tables: {} });
    outputs = Object.fromEntries(graph.outputs.map(({ name }, i) => [name, values[i]!]));
    Object.assign(planes, outputs);
  }
  return outputs;
}

describe('splitGraph', () => {
  it('leaves a small graph alone', () => {
    const g = new GraphBuilder();
    g.output('y', g.exp2(g.input('x')));
    const graph = g.build();
    expect(splitGraph(graph, '~')).toEqual([graph]);
  });

  it('cuts a long graph into parts that together compute the same', () => {
    const graph = longGraph();
    const parts = splitGraph(graph, '~');
    expect(parts.length).toBeGreaterThan(2);
    for (const x of [0.001, 0.2, 0.9, 7, -3]) expect(run(parts, x)).toEqual(run([graph], x));
  });

  it('lets only numbers cross a cut, and keeps nodes in topological order', () => {
    for (const { nodes, outputs } of splitGraph(longGraph(), '~')) {
      for (const { node } of outputs) expect(nodes[node]!.type).toBe('f32');
      for (const node of nodes) for (const operand of node.operands) expect(operand).toBeLessThan(node.id);
    }
  });
});
