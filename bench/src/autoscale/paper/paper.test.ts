import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimate } from './estimate.ts';
import { parameters, values } from './parameters.ts';
import { costTable, needTable, parameterTable } from './render.ts';

const page = readFileSync(new URL('../../../../docs/scale.md', import.meta.url), 'utf8');

describe('docs/scale.md', () => {
  it.each([
    ['the parameters', parameterTable(parameters)],
    ['what is needed', needTable(estimate(values))],
    ['what it costs', costTable(estimate(values))],
  ])('has %s as `npm run bench -- autoscale --paper` prints them', (_, table) => {
    expect(page).toContain(`\n${table}\n`);
  });
});

describe('the extrapolation', () => {
  it('grows with the edits, line by line', () => {
    fc.assert(
      fc.property(fc.double({ min: 1.1, max: 20, noNaN: true }), (factor) => {
        const less = estimate(values);
        const more = estimate({ ...values, editsPerDay: values.editsPerDay * factor });
        for (const [index, line] of more.lines.entries()) {
          expect(line.mean, line.what).toBeGreaterThanOrEqual(less.lines[index]!.mean);
          // Spare replicas and whole partitions do not grow in proportion; nothing grows faster.
          expect(line.mean, line.what).toBeLessThanOrEqual(less.lines[index]!.mean * factor * (1 + 1e-9) + 1);
        }
      }),
    );
  });

  it('needs no GPU for the embedded planner', () => {
    const { lines, costs } = estimate({ ...values, modelSharePercent: 0 });
    expect(lines.find(({ what }) => what.startsWith('GPUs'))).toMatchObject({ mean: 0, peak: 0 });
    expect(costs.find(({ what }) => what === 'GPUs')!.dollarsAMonth).toBe(0);
  });

  it('takes 116 edits a second for ten million a day', () => {
    expect(estimate(values).lines[0]!.mean).toBeCloseTo(115.74, 2);
  });
});
