import { readFile } from 'node:fs/promises';
import { toolsMarkdown } from '@safelight/catalogue';
import { notRendered } from '../src/support.ts';
import { expect, it } from 'vitest';

it('docs/tools.md says what the engine renders today (npm run docs writes it)', async () => {
  const page = await readFile(new URL('../../../docs/tools.md', import.meta.url), 'utf8');
  expect(page).toBe(toolsMarkdown(notRendered));
});
