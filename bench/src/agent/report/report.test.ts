import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { InverseResult } from '../inverse/solve.ts';
import type { CaseResult } from '../run/case.ts';
import { judgedOf } from '../run/case.ts';
import { ablationTable } from './ablations.ts';
import { caseEntries } from './entries.ts';
import { failingList, figuresText, summaryText, tallyTable } from './print.ts';
import { writeSheet } from './sheet.ts';
import { figures, tallies } from './summary.ts';

interface Shape {
  readonly name: string;
  readonly category?: 'quality' | 'style';
  readonly language?: 'en' | 'zh';
  readonly held: readonly boolean[];
  readonly judged?: number | null;
  readonly image?: Buffer;
}

function result({ name, category = 'quality', language = 'en', held, judged = 4, image }: Shape): CaseResult {
  const verdicts = held.map((one, index) => ({
    name: `outcome ${index}`,
    held: one,
    expected: '<more>',
    seen: 'less',
  }));
  const scores = judged === null ? null : judgedOf({ aesthetic: judged, instruction: judged });
  return {
    case: { name, category, language, photo: 'wren.jpg', regions: new Map(), turns: [] },
    original: image ?? null,
    turns: [
      { instruction: 'a <b> wish', verdicts, steps: 2, thoughts: ['because'], image: image ?? null, judged: scores },
    ],
    wallMs: 1000,
    error: judged === null ? 'it broke' : null,
  };
}

const results = [
  result({ name: 'one', held: [true, true] }),
  result({ name: 'two', held: [true, false] }),
  result({ name: 'drei', language: 'zh', held: [true] }),
  result({ name: 'vier', category: 'style', held: [false], judged: null }),
];

describe('tallies', () => {
  it('count cases and outcomes a category and language, a language, and in all', () => {
    const lines = tallies(results).map((line) => [
      line.category,
      line.language,
      line.casesPassed,
      line.cases,
      line.outcomesHeld,
      line.outcomes,
    ]);
    expect(lines).toEqual([
      ['quality', 'en', 1, 2, 3, 4],
      ['quality', 'zh', 1, 1, 1, 1],
      ['style', 'en', 0, 1, 0, 1],
      ['all', 'en', 1, 3, 3, 5],
      ['all', 'zh', 1, 1, 1, 1],
      ['all', 'all', 2, 4, 4, 6],
    ]);
  });

  it('name what failed, once', () => {
    expect(failingList(tallies(results))).toBe('Failing:\n  quality/two: outcome 1\n  style/vier: outcome 0');
    expect(tallyTable(tallies(results))).toContain('66.7 %');
  });
});

const inverse = (l2: number | null): InverseResult => ({
  problem: { id: 'p', photo: 'wren.jpg', language: 'en', instruction: '', recipe: {} as never },
  nothing: { l1: 10, l2: 5 },
  edited: l2 === null ? null : { l1: 4, l2 },
  steps: 1,
  error: l2 === null ? 'broken' : null,
  images: { before: Buffer.alloc(0), after: null, target: Buffer.alloc(0) },
});

describe('figures', () => {
  it('keep failures out of means and tell them', () => {
    const means = figures(results, [inverse(2), inverse(8), inverse(null)]);
    expect(means.inverse.l2).toEqual({ mean: 5, succeeded: 2, failed: 1 });
    expect(means.inverse.nearer).toBe(1);
    // Four turns of two steps, two problems of one.
    expect(means.stepsMean).toBeCloseTo(10 / 6, 10);
    // Scores of 4 on 1..5 are 7.5 on 0..10, for all that did not break.
    expect(means.o).toEqual({ mean: 7.5, succeeded: 3, failed: 1 });
    expect(figuresText(means)).toContain('1 of 3 FAILED');
    expect(summaryText({ mean: null, succeeded: 0, failed: 2 })).toBe('–, 2 of 2 FAILED and are not in it');
  });

  it('stand side by side for ablations', () => {
    const table = ablationTable([
      { label: 'whole', cases: results, inverse: [inverse(2)] },
      { label: 'text-only', cases: results, inverse: [inverse(4)] },
    ]);
    expect(table).toMatch(/whole .*\| 2\/4 .*\| 2\.00/);
    expect(table).toMatch(/text-only .*\| 4\.00/);
  });
});

describe('writeSheet', () => {
  it('holds pictures inline, failures first, and no markup from instructions', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sheet-'));
    const image = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#567' } })
      .png()
      .toBuffer();
    const entries = [
      ...caseEntries(result({ name: 'fine', held: [true], image })),
      ...caseEntries(result({ name: 'wrong', held: [false], image })),
    ];
    const html = await readFile(await writeSheet(folder, 'Title', 'a < b', entries), 'utf8');
    await rm(folder, { recursive: true });
    expect(html.indexOf('quality/wrong')).toBeLessThan(html.indexOf('quality/fine'));
    expect(html.match(/data:image\/jpeg;base64,/g)).toHaveLength(4);
    expect(html).toContain('a &lt;b&gt; wish');
    expect(html).not.toContain('<b>');
    expect(html).toContain('outcome 0: expected &lt;more&gt;; seen less');
  });
});
