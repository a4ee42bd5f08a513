import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';

let api: TestApi;
let html: string;
let document: { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
beforeAll(async () => {
  api = await openTestApi();
  html = (await api.call('GET', '/docs', null)).text;
  document = (await api.call('GET', '/openapi.json', null)).json;
});
afterAll(() => api[Symbol.asyncDispose]());

interface Operation {
  readonly operationId?: string;
  readonly requestBody?: { readonly content: object };
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, operation })),
  );

describe('the page of the API', () => {
  it('has a place for each operation, and each link within it leads to one', () => {
    const places = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(places).size).toBe(places.length);
    for (const { operation } of operations()) expect(places).toContain(operation.operationId);
    const links = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !places.includes(id))).toEqual([]);
  });

  it('closes every element that it opens', () => {
    const open: string[] = [];
    const body = html.slice(html.indexOf('<body>'), html.indexOf('<script>'));
    for (const [, slash, name = ''] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (['wbr', 'input', 'meta'].includes(name)) continue;
      if (slash === '') open.push(name);
      else expect(`</${open.pop()}>`).toBe(`</${name}>`);
    }
    expect(open).toEqual(['body']);
  });

  it('is led to by the landing page', async () => {
    expect((await api.call('GET', '/', null)).text).toContain('href="/docs"');
  });
});

describe('the OpenAPI document', () => {
  it('names every operation once, and says what it takes and answers', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(ids.filter((id) => id === undefined)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, operation } of operations()) {
      const success = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      expect(success, name).not.toEqual([]);
      const problems = operation.responses['4XX']?.content;
      if (problems !== undefined) expect(Object.keys(problems), name).toEqual(['application/problem+json']);
    }
    const upload = document.paths['/v1/photos']?.['post']?.requestBody?.content ?? {};
    expect(Object.keys(upload)).toEqual(expect.arrayContaining(['multipart/form-data', 'image/*', 'application/json']));
  });
});
