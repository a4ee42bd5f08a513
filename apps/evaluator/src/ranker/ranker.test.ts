import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualities } from '../metrics/aesthetic/index.ts';
import { movedAxes } from './excess.ts';
import { rankerShare } from './opinion.ts';
import { committedModel, Ranker } from './ranker.ts';

interface Side {
  readonly features: readonly number[];
  readonly scores: { readonly aesthetic: number; readonly instruction: number };
}

interface Table {
  readonly names: readonly string[];
  readonly pairs: readonly {
    readonly photo: string;
    readonly kind: string;
    readonly better: Side;
    readonly worse: Side;
  }[];
}

/** Pairs of photos that the ranker never saw, as figures (training/train_ranker.py). */
const { names, pairs } = JSON.parse(
  await readFile(new URL('../../tests/ranker/held-out.json', import.meta.url), 'utf8'),
) as Table;
const ranker = new Ranker();
const named = (values: readonly number[]) => Object.fromEntries(names.map((name, at) => [name, values[at]!]));

describe('the ranker', () => {
  it('takes the features in the order in which it was trained', () => {
    const told = ['aesthetic', 'worst', ...qualities.map(({ name }) => name)];
    expect(names).toEqual([...told, ...movedAxes.map((axis) => `excess ${axis}`), 'excess all']);
  });

  it('tells the better of two edits of unseen photos more often than the metrics alone: 93 % and more', async () => {
    const overall = async ({ features, scores }: Side, share: number): Promise<number> => {
      const learned = 1 + 0.4 * (await ranker.value(named(features)));
      return (scores.instruction + (1 - share) * scores.aesthetic + share * learned) / 2;
    };
    const right = async (share: number): Promise<number> => {
      let sum = 0;
      for (const { better, worse } of pairs) {
        const gap = (await overall(better, share)) - (await overall(worse, share));
        sum += gap > 0 ? 1 : gap === 0 ? 0.5 : 0;
      }
      return sum / pairs.length;
    };
    expect(pairs.length).toBeGreaterThanOrEqual(200);
    const together = await right(rankerShare);
    expect(together).toBeGreaterThanOrEqual(0.93);
    expect(together).toBeGreaterThan((await right(0)) + 0.02);
  });

  it('never ranks an edit lower for being better in a value or nearer in an axis', async () => {
    const values = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), {
      minLength: names.length,
      maxLength: names.length,
    });
    const change = fc.tuple(fc.nat(names.length - 1), fc.double({ min: 0, max: 2, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(values, change, async (before, [at, by]) => {
        const after = before.with(at, before[at]! + (names[at]!.startsWith('excess') ? -by : by));
        expect(await ranker.value(named(after))).toBeGreaterThanOrEqual((await ranker.value(named(before))) - 1e-5);
      }),
      { numRuns: 200 },
    );
  });

  it('is the file that models/README.md names', async () => {
    const sum = createHash('sha256')
      .update(await readFile(committedModel))
      .digest('hex');
    expect(await readFile(new URL('./README.md', committedModel), 'utf8')).toContain(`\`ranker.onnx\``);
    expect(await readFile(new URL('./README.md', committedModel), 'utf8')).toContain(sum);
  });

  it('says that a missing model, or one of another form, must be mended', async () => {
    const { features } = pairs[0]!.better;
    const missing = new Ranker(new URL('file:///nowhere/ranker.onnx'));
    await expect(missing.value(named(features))).rejects.toMatchObject({ code: 'model.broken' });
    await expect(ranker.value({ aesthetic: 1 })).rejects.toMatchObject({ code: 'model.broken' });
  });
});
