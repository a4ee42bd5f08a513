import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './graph.ts';

describe('GraphBuilder', () => {
  it('makes equal nodes once', () => {
    const g = new GraphBuilder();
    const x = g.input('source.r');
    expect(g.mul(x, g.constant(2))).toBe(g.mul(x, g.constant(2)));
    expect(g.input('source.r', 1)).not.toBe(x);
  });

  it('tells 0 from -0', () => {
    const g = new GraphBuilder();
    expect(g.constant(0)).not.toBe(g.constant(-0));
  });

  it('folds constants in single precision', () => {
    const g = new GraphBuilder();
    g.output('y', g.add(g.constant(0.1), g.constant(0.2)));
    const { nodes } = g.build();
    expect(nodes).toHaveLength(1);
    expect(nodes[0]!.value).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
  });

  it('drops what no output needs and keeps operands before their users', () => {
    const g = new GraphBuilder();
    g.exp2(g.input('unused'));
    const x = g.input('source.r');
    g.output('y', g.sqrt(g.add(x, g.param('gain'))));
    const { nodes, outputs } = g.build();
    expect(nodes.map((node) => node.op)).toEqual(['input', 'param', 'add', 'sqrt']);
    for (const node of nodes) for (const operand of node.operands) expect(operand).toBeLessThan(node.id);
    expect(nodes[outputs[0]!.node]!.op).toBe('sqrt');
  });

  it('does not fold what would lose a NaN: x·0 stays', () => {
    const g = new GraphBuilder();
    g.output('y', g.mul(g.input('source.r'), g.constant(0)));
    expect(g.build().nodes.some((node) => node.op === 'mul')).toBe(true);
  });
});
