import { expect, it } from 'vitest';
import { GraphBuilder } from '../graph/graph.ts';
import { listing } from './listing.ts';

it('the plan of a small kernel is as it was reviewed', () => {
  const g = new GraphBuilder();
  const gain = g.exp2(g.param('ev'));
  const lit = g.mul(g.input('source.r'), gain);
  const side = g.cbrt(g.input('source.r', -1, 2));
  const root = g.cbrt(g.max(lit, side));
  const noise = g.toF(g.ishr(g.imul(g.column(), g.int(747796405)), 8));
  g.output('r', g.add(g.select(g.lt(root, g.constant(0.5)), root, g.table('tone', lit)), noise));
  expect(listing(g.build())).toMatchInlineSnapshot(`
    "once a row:
      %0 = param ev
      %1 = exp2 %0
      %9 = constI 747796405
      %13 = constF 0.5
    in their readers:
      %2 = input source.r
      %4 = input source.r (-1, 2)
      %6 = max %3 %5
      %8 = column
      %10 = imul %8 %9
      %11 = ishr %10 8
      %12 = toF %11
      %14 = lt %7 %13
      %16 = select %14 %7 %15
      %17 = add %16 %12
    in locals, in this order:
      %5 = cbrt %4
      %3 = mul %2 %1
      %7 = cbrt %6
      %15 = table %3 tone
    outputs:
      r = %17"
  `);
});
