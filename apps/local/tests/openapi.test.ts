import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openApiDocument } from '../src/openapi.ts';

// Without this the client would know an API that the gateway does not serve.
it('libs/client has the description that the running gateway gives; "npm run openapi" mends it', async () => {
  const kept = await readFile(new URL('../../../libs/client/generated/openapi.json', import.meta.url), 'utf8');
  expect(`${JSON.stringify(await openApiDocument(), null, 2)}\n`).toBe(kept);
});
