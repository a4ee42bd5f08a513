import { readFileSync } from 'node:fs';
import { faultCatalogue } from '@safelight/core';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../../../docs/failures.md', import.meta.url), 'utf8');
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [code = '', ...lines] = section.split('\n');
      return [code, lines.join(' ').trim()] as const;
    }),
);

describe('docs/failures.md', () => {
  it.each(Object.keys(faultCatalogue))('says what %s means and what to check', (code) => {
    expect(sections.get(code)?.length ?? 0).toBeGreaterThan(40);
  });

  it('explains no code that does not exist', () => {
    expect([...sections.keys()].filter((code) => !(code in faultCatalogue))).toEqual([]);
  });
});
