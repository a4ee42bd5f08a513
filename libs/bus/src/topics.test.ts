import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deadLetterTopic, defaultCatalogue, TopicCatalogue, topics } from './topics.ts';

test('every topic has a dead-letter topic that takes its largest message and keeps it at least as long', () => {
  for (const spec of Object.values(topics)) {
    const letters = defaultCatalogue.get(deadLetterTopic(spec.name));
    expect(letters.messageBytesMax).toBeGreaterThan(spec.messageBytesMax);
    expect(letters.retentionMs).toBeGreaterThanOrEqual(spec.retentionMs);
  }
});

test('a name outside the catalogue is an error that names the field', () => {
  const unknown = expect.objectContaining({ code: 'bus.topicUnknown', field: 'topic' });
  expect(() => new TopicCatalogue([]).get('safelight.turns')).toThrow(unknown);
});

test('the README lists every topic of the catalogue with its key', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = readme.split('\n').filter((line) => line.startsWith('| `safelight.'));
  const listed = rows.map((row) =>
    row
      .split('|')
      .slice(1, 3)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
  expect(listed.toSorted()).toEqual(
    Object.values(topics)
      .map(({ name, key }) => [name, key])
      .toSorted(),
  );
});
