import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { featuresOf, featuresMax } from './features.ts';

// If these differ, the network is asked about other features than it was trained on and answers nonsense.
it('a sentence has the features here that it has in training', async () => {
  const table = JSON.parse(
    await readFile(new URL('../../fixtures/features.json', import.meta.url), 'utf8'),
  ) as readonly {
    readonly text: string;
    readonly features: readonly number[];
  }[];
  expect(table.length).toBeGreaterThan(10);
  for (const { text, features } of table) expect([...featuresOf(text)], text).toEqual(features);
});

it('a paragraph has no more features than the limit', () => {
  expect(featuresOf('雾里看花 whatever it may be '.repeat(200)).length).toBeLessThanOrEqual(featuresMax);
});

it('a text without words has no features', () => {
  expect(featuresOf('?! 😀 …')).toEqual([]);
});
