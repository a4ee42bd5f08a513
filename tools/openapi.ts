/**
 * `npm run openapi`: writes the OpenAPI document of the running code and the client's types from it. Tests fail when one
 * is out of date.
 */
import { writeFile } from 'node:fs/promises';
import { openApiDocument } from '../apps/local/src/openapi.ts';
import { typesOf } from '../libs/client/tools/types.ts';

const generated = new URL('../libs/client/generated/', import.meta.url);
const document = await openApiDocument();
await writeFile(new URL('openapi.json', generated), `${JSON.stringify(document, null, 2)}\n`);
await writeFile(new URL('api.ts', generated), await typesOf(document));
