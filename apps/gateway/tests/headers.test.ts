import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';

const origin = 'https://studio.example';
let open: TestApi;
let closed: TestApi;
beforeAll(async () => {
  [open, closed] = await Promise.all([openTestApi({ corsOrigins: [origin], behindTls: true }), openTestApi()]);
});
afterAll(() => Promise.all([open, closed].map((api) => api[Symbol.asyncDispose]())));

describe('every answer', () => {
  const asked = [
    ['GET', '/'],
    ['GET', '/docs'],
    ['GET', '/openapi.json'],
    ['GET', '/healthz'],
    ['GET', '/nowhere'],
    ['PUT', '/v1/usage'],
    ['GET', '/v1/usage'],
    ['GET', '/v1/sessions/ses_0/events'],
  ] as const;

  it.each(asked)('of %s %s carries the safe headers and its request id', async (method, path) => {
    const { headers } = await closed.call(method, path, path.includes('usage') ? closed.operatorKey : null);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('of a server behind TLS tells browsers to stay with it', async () => {
    const { headers } = await open.call('GET', '/healthz', null);
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });

  it.each(['/', '/docs'])(
    'of %s allows its own styles and scripts by digest, and nothing from elsewhere',
    async (path) => {
      const { headers, text } = await closed.call('GET', path, null);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/style-src 'sha256-/);
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
      expect(text).not.toMatch(/ style="| on[a-z]+="/);
    },
  );
});

describe('pages of other origins', () => {
  const preflight = (api: TestApi, from: string) =>
    api.call('OPTIONS', '/v1/photos', null, undefined, {
      origin: from,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-api-key, content-type',
    });

  it('may not call the API unless their origin is named', async () => {
    expect((await preflight(closed, origin)).headers.get('access-control-allow-origin')).toBeNull();
    expect((await preflight(open, 'https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    const allowed = await preflight(open, origin);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('x-api-key, content-type');
    expect(allowed.headers.get('vary')).toContain('Origin');
  });

  it('read the answers that their origin may ask for, refusals included, without cookies', async () => {
    const { status, headers } = await open.call('GET', '/v1/usage', null, undefined, { origin });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, origin]);
    expect(headers.get('access-control-expose-headers')).toContain('RateLimit');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });
});
