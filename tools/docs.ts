/** `npm run docs`: writes the pages that are made from the code. A test fails when one is out of date. */
import { writeFile } from 'node:fs/promises';
import { toolsMarkdown } from '@safelight/catalogue';
import { notRendered } from '../apps/sandbox/src/support.ts';

await writeFile(new URL('../docs/tools.md', import.meta.url), toolsMarkdown(notRendered));
