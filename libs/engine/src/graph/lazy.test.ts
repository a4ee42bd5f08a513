import { describe, expect, it } from 'vitest';
import { GraphBuilder, type F } from './graph.ts';
import { lazyRegions } from './lazy.ts';

const heavy = (g: GraphBuilder, x: F): F => g.cbrt(g.add(g.cbrt(g.mul(x, g.constant(3))), g.constant(1)));

describe('lazyRegions', () => {
  it('finds the work that only masked selects want', () => {
    const g = new GraphBuilder();
    const [x, y] = [g.input('x'), g.input('y')];
    const mask = g.lt(x, y);
    const work = heavy(g, x);
    g.output('a', g.select(mask, work, x));
    g.output('b', g.select(mask, g.mul(work, y), y));
    const graph = g.build();
    const [region, ...others] = lazyRegions(graph);
    expect(others).toEqual([]);
    expect(region!.selects).toHaveLength(2);
    expect(region!.nodes.map((id) => graph.nodes[id]!.op)).toEqual(expect.arrayContaining(['cbrt', 'cbrt', 'add']));
    expect(region!.nodes.map((id) => graph.nodes[id]!.op)).not.toContain('lt');
  });

  it('leaves work alone that is wanted elsewhere, for the other choice, or is small', () => {
    const g = new GraphBuilder();
    const [x, y] = [g.input('x'), g.input('y')];
    const mask = g.lt(x, y);
    const wanted = heavy(g, x);
    g.output('elsewhere', g.add(g.select(mask, wanted, x), wanted));
    g.output('other choice', g.select(mask, x, heavy(g, y)));
    g.output('small', g.select(g.lt(y, x), g.add(x, y), x));
    expect(lazyRegions(g.build())).toEqual([]);
  });

  it('leaves a chain of selects under one mask alone, since they cannot be computed in one go', () => {
    const g = new GraphBuilder();
    const x = g.input('x');
    const mask = g.lt(x, g.constant(0));
    const first = g.select(mask, heavy(g, x), x);
    g.output('out', g.select(mask, heavy(g, first), first));
    expect(lazyRegions(g.build())).toEqual([]);
  });
});
