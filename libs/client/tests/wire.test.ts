import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSafelight, SafelightError } from '../src/index.ts';
import { gone, problem, scripted, type Scripted } from './server.ts';

const session = { id: 'ses_1', photoId: 'pho_1', state: 'idle', createdAt: '', lastSequence: 1, turns: [] };
const client = ({ fetch }: Scripted, options: object = {}) =>
  createSafelight({ baseUrl: 'http://safelight.test/api/', apiKey: 'slk_1', fetch, ...options });

/** Runs a call while the pauses between attempts pass at once. */
async function hurried<T>(call: Promise<T>): Promise<T> {
  const settled = call.then(
    (value) => () => value,
    (reason: unknown) => () => {
      throw reason;
    },
  );
  let done = false;
  void settled.then(() => (done = true));
  while (!done) await vi.advanceTimersByTimeAsync(1_000);
  return (await settled)();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a call', () => {
  it('goes to its address below the base with key, query and JSON', async () => {
    const server = scripted(Response.json(session), Response.json({ keys: [], nextPageToken: null }));
    const api = client(server);
    await api.sessions.create({ photoId: 'pho_1' });
    for await (const key of api.keys.list()) expect.fail(JSON.stringify(key));
    const [create, list] = server.asked;
    expect([create!.method, create!.url]).toEqual(['POST', 'http://safelight.test/api/v1/sessions']);
    expect(create!.headers.get('authorization')).toBe('Bearer slk_1');
    expect(await create!.json()).toEqual({ photoId: 'pho_1' });
    expect(list!.url).toBe('http://safelight.test/api/v1/keys');
  });

  it('keeps what it puts into a path within its segment', async () => {
    const server = scripted(Response.json(session));
    await client(server).sessions.get('../keys?x=1');
    expect(server.asked[0]!.url).toBe('http://safelight.test/api/v1/sessions/..%2Fkeys%3Fx%3D1');
  });

  it('fails with the problem that the server tells', async () => {
    const errors = [{ in: 'body', pointer: '/photoId', code: 'request.invalid', detail: 'photoId: is missing' }];
    const server = scripted(problem(400, { code: 'request.invalid', detail: 'Mend it.', errors }));
    const failure = await client(server)
      .sessions.create({ photoId: '' })
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(SafelightError);
    expect(failure).toMatchObject({
      code: 'request.invalid',
      status: 400,
      message: 'Mend it.',
      requestId: 'req_1',
      errors,
    });
  });

  it('says what answered when it is no Safelight server', async () => {
    const server = scripted(new Response('<h1>Not here</h1>', { status: 404 }));
    await expect(client(server).sessions.get('ses_1')).rejects.toThrow(/404: <h1>Not here<\/h1>.*Safelight server/);
  });
});

describe('a call that fails for a moment', () => {
  it('is repeated under one idempotency key after a broken connection', async () => {
    const server = scripted(gone(), gone(), Response.json(session));
    expect(await hurried(client(server).sessions.create({ photoId: 'pho_1' }))).toEqual(session);
    const keys = server.asked.map((request) => request.headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it('is repeated when the connection breaks within the answer', async () => {
    const half = new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":'));
          controller.error(gone());
        },
      }),
    );
    const server = scripted(half, Response.json(session));
    expect(await hurried(client(server).sessions.get('ses_1'))).toEqual(session);
  });

  it('waits as long as the server asks', async () => {
    const busy = problem(429, { code: 'request.tooMany', retryable: true }, { 'retry-after': '7' });
    const server = scripted(busy, Response.json(session));
    const call = client(server).sessions.get('ses_1');
    await vi.advanceTimersByTimeAsync(6_900);
    expect(server.asked).toHaveLength(1);
    await hurried(call);
    expect(server.asked).toHaveLength(2);
  });

  it('is not repeated when the server says that a repeat cannot help', async () => {
    const server = scripted(problem(429, { code: 'quota.exceeded' }));
    await expect(client(server).sessions.get('ses_1')).rejects.toMatchObject({ code: 'quota.exceeded' });
  });

  it('is given up after the retries that were allowed', async () => {
    const server = scripted(gone(), gone(), gone());
    const call = hurried(client(server, { retriesMax: 2 }).sessions.get('ses_1'));
    await expect(call).rejects.toThrow('http://safelight.test/api does not answer');
    expect(server.asked).toHaveLength(3);
  });

  it('waits for a server that is away as long as it is told to, beyond the retries, and tells of it', async () => {
    const server = scripted(gone(), gone(), gone(), Response.json(session));
    const onAway = vi.fn();
    expect(await hurried(client(server, { retriesMax: 0, awayMs: 60_000, onAway }).sessions.get('ses_1'))).toEqual(
      session,
    );
    expect(onAway.mock.calls.map(([error]) => (error as SafelightError).code)).toEqual(
      Array.from({ length: 3 }, () => 'service.unavailable'),
    );
    const dead = scripted(...Array.from({ length: 500 }, gone));
    const call = hurried(client(dead, { retriesMax: 0, awayMs: 30_000 }).sessions.get('ses_1'));
    await expect(call).rejects.toThrow('does not answer');
  });

  it('does not wait for a server whose name nobody has', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const fetch = vi.fn(() => Promise.reject(new TypeError('fetch failed', { cause: unknown })));
    const api = createSafelight({ baseUrl: 'http://safelight.tset', fetch, retriesMax: 0, awayMs: 30_000 });
    await expect(api.sessions.get('ses_1')).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('ends with the reason of the caller who ends it, also between attempts', async () => {
    const server = scripted(gone());
    const leaving = new AbortController();
    const call = client(server).sessions.get('ses_1', { signal: leaving.signal });
    const reason = new Error('The tab was closed.');
    leaving.abort(reason);
    await expect(call).rejects.toBe(reason);
  });
});

describe('an upload', () => {
  const photo = { id: 'pho_1' };

  it('of bytes or a file can be repeated, with the name of the file', async () => {
    const server = scripted(gone(), Response.json(photo, { status: 201 }));
    const file = new File([Uint8Array.of(1, 2, 3)], 'bird & sky.jpg', { type: 'text/html' });
    expect(await hurried(client(server).photos.create(file))).toEqual(photo);
    const request = server.asked[1]!;
    expect(new URL(request.url).searchParams.get('fileName')).toBe('bird & sky.jpg');
    expect(request.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await request.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('of a stream is sent once: what was read of it is gone', async () => {
    const server = scripted(gone());
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.of(1);
    }
    await expect(client(server).photos.create(bytes())).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(server.asked).toHaveLength(1);
  });
});

describe('a list', () => {
  it('reads page after page, each entry once', async () => {
    const page = (ids: string[], nextPageToken: string | null) =>
      Response.json({ keys: ids.map((id) => ({ id })), nextPageToken });
    const server = scripted(page(['a', 'b'], 't1'), page([], 't2'), page(['c'], null));
    const ids: string[] = [];
    for await (const { id } of client(server).keys.list()) ids.push(id);
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(server.asked.map(({ url }) => new URL(url).search)).toEqual(['', '?pageToken=t1', '?pageToken=t2']);
  });

  it('asks for no page that the reader does not come to', async () => {
    const server = scripted(Response.json({ keys: [{ id: 'a' }], nextPageToken: 't1' }));
    for await (const { id } of client(server).keys.list()) {
      expect(id).toBe('a');
      break;
    }
    expect(server.asked).toHaveLength(1);
  });
});
