import { readFile, readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { routes } from '../generated/api.ts';
import { typesOf } from '../tools/types.ts';

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8');

describe('the generated client', () => {
  it('is what openapi.json gives; "npm run openapi" mends it', async () => {
    const document = JSON.parse(await read('../generated/openapi.json')) as object;
    expect(await read('../generated/api.ts')).toBe(await typesOf(document));
  });

  it('has a method for every operation', async () => {
    const folders = ['../src/rooms/', '../src/events/'];
    const files = await Promise.all(
      folders.map(async (folder) =>
        Promise.all((await readdir(new URL(folder, import.meta.url))).map((name) => read(`${folder}${name}`))),
      ),
    );
    const source = files.flat().join('\n');
    expect(Object.keys(routes).filter((operation) => !source.includes(`'${operation}'`))).toEqual([]);
  });
});
