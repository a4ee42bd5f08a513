import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { ask, call, fixture, get, post, send, untilEnd, upload } from './support/api.ts';
import type { Json } from './support/api.ts';

let fleet: Fleet;
let sessionId: string;

beforeAll(async () => {
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger });
  const { id: photoId } = await upload(fleet, 'wren.jpg');
  sessionId = (await post(fleet, '/v1/sessions', { photoId })).id;
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
});

/** Checks the form of the problem document and gives its code with the status. */
async function refusal(response: Response): Promise<string> {
  const problem = (await response.json()) as Json;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem).toMatchObject({
    type: `/problems/${problem.code}`,
    status: response.status,
    instance: new URL(response.url).pathname,
  });
  expect(problem.detail).not.toBe('');
  return `${response.status} ${problem.code}`;
}

const postPhoto = async (bytes: Uint8Array<ArrayBuffer>, type = 'image/jpeg') =>
  call(fleet, '/v1/photos', { method: 'POST', headers: { 'content-type': type }, body: bytes });
const postTurn = (body: unknown) => send(fleet, `/v1/sessions/${sessionId}/turns`, body);

describe('photos that are none', () => {
  it.each([
    ['text', async () => new TextEncoder().encode('not an image'), '400 photo.notAnImage'],
    ['no bytes at all', async () => new Uint8Array(0), '400 photo.empty'],
    [
      'a file cut in half',
      async () => new Uint8Array((await fixture('wren.jpg')).subarray(0, 5_000)),
      '400 photo.truncated',
    ],
  ])('%s is refused and the server goes on', async (_name, bytes, expected) => {
    expect(await refusal(await postPhoto(await bytes()))).toBe(expected);
    expect((await upload(fleet, 'wren.jpg')).width).toBeGreaterThan(0);
  });

  it('a form without the file names the part that is missing', async () => {
    const form = new FormData();
    form.set('photo', new Blob(['x']), 'x.jpg');
    const response = await call(fleet, '/v1/photos', { method: 'POST', body: form });
    expect(((await response.clone().json()) as Json).errors[0].pointer).toBe('/file');
    expect(await refusal(response)).toBe('400 request.invalid');
  });

  it('a body that claims more than the limit is refused before it is read', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const { request } = await import('node:http');
    const sent = request(`${fleet.baseUrl}/v1/photos`, {
      method: 'POST',
      headers: { 'x-api-key': fleet.apiKey, 'content-type': 'image/jpeg', 'content-length': String(2 ** 30) },
    });
    sent.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const headers = {
          'content-type': incoming.headers['content-type']!,
          'x-request-id': String(incoming.headers['x-request-id']),
        };
        const response = new Response(Buffer.concat(chunks), { status: incoming.statusCode!, headers });
        resolve(Object.defineProperty(response, 'url', { value: `${fleet.baseUrl}/v1/photos` }));
      });
    });
    sent.on('error', reject);
    sent.flushHeaders();
    expect(await refusal(await promise)).toBe('413 request.tooLarge');
    sent.destroy();
  });
});

describe('instructions that cannot be followed', () => {
  it.each([
    ['nothing', '', '400 instruction.empty'],
    ['blanks', ' \n\t ', '400 instruction.empty'],
    ['10,000 characters', 'warm '.repeat(2_000), '400 instruction.tooLong'],
  ])('%s is refused at once', async (_name, instruction, expected) => {
    expect(await refusal(await postTurn({ instruction }))).toBe(expected);
  });

  it('"add a dog" fails the turn, with the reason, and leaves session and recipe as they were', async () => {
    const asked = await ask(fleet, 'wren.jpg', 'add a dog');
    const last = (await untilEnd(fleet, asked)).at(-1)!;
    expect(last.body).toMatchObject({ type: 'turn.failed', code: 'instruction.notDevelopWork', retryable: false });
    const turn = await get(fleet, `/v1/sessions/${asked.sessionId}/turns/${asked.turnId}`);
    expect(turn).toMatchObject({ state: 'failed', failure: { type: '/problems/instruction.notDevelopWork' } });
    expect((await get(fleet, `/v1/sessions/${asked.sessionId}`)).state).toBe('idle');
    expect((await get(fleet, `/v1/sessions/${asked.sessionId}/recipe`)).settings).toEqual({});
  });
});

describe('requests of a wrong form', () => {
  it.each([
    ['broken JSON', '{"instruction":', '400 request.invalid'],
    ['no instruction', {}, '400 request.invalid'],
    ['an instruction that is a number', { instruction: 7 }, '400 request.invalid'],
    ['too many steps', { instruction: 'warm', stepsMax: 31 }, '400 request.invalid'],
    ['a negative seed', { instruction: 'warm', seed: -1 }, '400 request.invalid'],
    ['a body past the limit', { instruction: 'x'.repeat(100_000) }, '413 request.tooLarge'],
  ])('%s', async (_name, body, expected) => {
    expect(await refusal(await postTurn(body))).toBe(expected);
  });

  it('names every bad place by a JSON Pointer', async () => {
    const { errors } = (await (await postTurn({ instruction: 7, seed: -1 })).json()) as Json;
    expect(errors.map((error: Json) => `${error.in} ${error.pointer}`)).toEqual(['body /instruction', 'body /seed']);
    const query = (await (await call(fleet, `/v1/sessions/${sessionId}/render?longEdge=big`)).json()) as Json;
    expect(query.errors[0]).toMatchObject({ in: 'query', pointer: '/longEdge' });
  });

  it.each([
    ['GET', '/v1/nothing', '404 request.notFound'],
    ['GET', '/v1/sessions/ses_none', '404 session.notFound'],
    ['GET', '/v1/sessions/ses_none/events', '404 session.notFound'],
    ['GET', '/v1/sessions/ses_none/recipe', '404 session.notFound'],
    ['GET', '/v1/photos/pho_none', '404 photo.notFound'],
    ['GET', `/v1/images/${'0'.repeat(64)}`, '404 request.notFound'],
    ['GET', '/v1/images/..%2F..%2Fapi-key', '400 request.invalid'],
    ['DELETE', '/v1/photos', '405 request.methodNotAllowed'],
    ['PUT', '/v1/tools', '405 request.methodNotAllowed'],
  ])('%s %s is %s', async (method, path, expected) => {
    expect(await refusal(await call(fleet, path, { method }))).toBe(expected);
  });

  it('says which methods an address has', async () => {
    expect((await call(fleet, '/v1/photos', { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it('refuses media types that it does not take', async () => {
    const csv = { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a,b' };
    expect(await refusal(await call(fleet, '/v1/sessions', csv))).toBe('415 request.unsupportedMediaType');
    expect(await refusal(await call(fleet, '/v1/photos', csv))).toBe('415 request.unsupportedMediaType');
    expect(await refusal(await call(fleet, '/v1/evaluations', csv))).toBe('415 request.unsupportedMediaType');
  });

  it('refuses a turn of another session', async () => {
    const { turnId } = await ask(fleet, 'wren.jpg', 'add a dog').then(async (asked) => {
      await untilEnd(fleet, asked);
      return asked;
    });
    expect(await refusal(await call(fleet, `/v1/sessions/${sessionId}/turns/${turnId}`))).toBe('404 turn.notFound');
  });
});

describe('the API key', () => {
  const paths = [
    '/v1/tools',
    '/v1/photos/x',
    '/v1/sessions/x',
    '/v1/sessions/x/events',
    `/v1/images/${'0'.repeat(64)}`,
  ];

  it.each(paths)('is needed for %s', async (path) => {
    for (const headers of [
      {},
      { authorization: 'Bearer slk_wrong' },
      { 'x-api-key': '' },
      { authorization: fleet.apiKey },
    ]) {
      const response = await fetch(`${fleet.baseUrl}${path}`, { headers: headers as Record<string, string> });
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
      expect(await refusal(response)).toBe('401 request.unauthenticated');
    }
  });

  it('may also come as X-Api-Key', async () => {
    const response = await fetch(`${fleet.baseUrl}/v1/tools`, { headers: { 'x-api-key': fleet.apiKey } });
    expect(response.status).toBe(200);
  });
});
