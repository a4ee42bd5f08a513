import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Progress } from './progress.ts';

/** Rising offsets with gaps, and an order in which they are finished. */
const work = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 })
  .map((gaps) => gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0)))
  .chain((offsets) =>
    fc.record({
      offsets: fc.constant(offsets),
      order: fc.shuffledSubarray(offsets, { minLength: 1, maxLength: offsets.length }),
    }),
  );

test('a successor begins right after the longest run of finished messages, in whatever order they were finished', () => {
  fc.assert(
    fc.property(work, ({ offsets, order }) => {
      const progress = new Progress();
      for (const offset of offsets) expect(progress.take(offset)).toBe(true);
      let told = 0;
      const finished = new Set<number>();
      for (const offset of order) {
        finished.add(offset);
        const open = offsets.findIndex((one) => !finished.has(one));
        const wanted = open === 0 ? 0 : offsets.at(open === -1 ? -1 : open - 1)! + 1;
        const moved = progress.finish(offset);
        if (moved !== null) {
          expect(moved).toBeGreaterThan(told);
          told = moved;
        }
        expect(told).toBe(wanted);
      }
    }),
  );
});

test('an offset that was taken before is not taken again', () => {
  const progress = new Progress();
  progress.take(5);
  progress.finish(5);
  expect(progress.take(4)).toBe(false);
  expect(progress.take(5)).toBe(false);
  expect(progress.take(9)).toBe(true);
});
