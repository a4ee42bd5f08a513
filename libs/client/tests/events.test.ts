import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSafelight } from '../src/index.ts';
import { gone, problem, scripted } from './server.ts';

const last = 12;
const frame = (sequence: number): string =>
  `id: ${sequence}\nevent: turn.looked\ndata: ${JSON.stringify({ sequence, body: { type: 'turn.looked', text: '夜色🌃' } })}\n\n`;

/** How one connection of a bad network goes. */
interface Connection {
  /** Bytes until it breaks; the whole log when it is longer. */
  readonly bytes: number;
  readonly pieceBytes: number;
  /** The server, or a proxy, begins so many events too early or too late. */
  readonly shift: number;
  readonly fails: 'no' | 'refused' | 'unavailable' | 'broken';
}

function answer(request: Request, { bytes, pieceBytes, shift, fails }: Connection): Response {
  if (fails === 'refused') throw gone();
  if (fails === 'unavailable') return problem(503, { code: 'service.unavailable', retryable: true });
  const after = Math.max(0, Number(request.headers.get('last-event-id')) + shift);
  const text = Array.from({ length: last }, (_, index) => index + 1)
    .filter((sequence) => sequence > after)
    .map(frame)
    .join(': beat\n\n');
  const all = new TextEncoder().encode(`retry: 1000\n\n${text}`).subarray(0, bytes);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < all.length; at += pieceBytes) controller.enqueue(all.subarray(at, at + pieceBytes));
      if (fails === 'broken') controller.error(gone());
      else controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const good: Connection = { bytes: 1e6, pieceBytes: 1e6, shift: 0, fails: 'no' };
const connections = fc.array(
  fc.record<Connection>({
    bytes: fc.integer({ min: 0, max: 1_500 }),
    pieceBytes: fc.integer({ min: 1, max: 200 }),
    shift: fc.integer({ min: -3, max: 2 }),
    fails: fc.constantFrom('no', 'refused', 'unavailable', 'broken'),
  }),
  { maxLength: 12 },
);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function follow(script: readonly Connection[], after = 0): Promise<number[]> {
  const server = scripted(...script.map((one) => (request: Request) => answer(request, one)));
  const api = createSafelight({ baseUrl: 'http://safelight.test', fetch: server.fetch });
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { sequence } of api.sessions.events('ses_1', { after })) {
      seen.push(sequence);
      if (sequence === last) return;
    }
  })();
  let done = false;
  const ended = reading.finally(() => (done = true));
  ended.catch(() => undefined);
  while (!done) await vi.advanceTimersByTimeAsync(1_000);
  await ended;
  return seen;
}

describe('the events of a session', () => {
  it('arrive each once and in order, wherever connections break and whatever is sent again or left out', async () => {
    const expected = Array.from({ length: last }, (_, index) => index + 1);
    await fc.assert(
      fc.asyncProperty(connections, async (script) => {
        expect(await follow([...script, good])).toEqual(expected);
      }),
    );
  });

  it('begin behind the cursor that the reader names', async () => {
    expect(await follow([good], 9)).toEqual([10, 11, 12]);
  });

  it('end with the problem of a server that refuses the reader', async () => {
    const server = scripted(problem(404, { code: 'session.notFound' }));
    const api = createSafelight({ baseUrl: 'http://safelight.test', fetch: server.fetch });
    await expect(api.sessions.events('ses_1').next()).rejects.toMatchObject({ code: 'session.notFound' });
  });

  it('are given up when the server stays away for as long as was allowed', async () => {
    const api = createSafelight({
      ...{ baseUrl: 'http://safelight.test', reconnectMs: 20_000 },
      fetch: () => Promise.reject(gone()),
    });
    const failure = api.sessions
      .events('ses_1')
      .next()
      .catch((thrown: unknown) => thrown);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failure).toMatchObject({ code: 'service.unavailable', retryable: true });
  });

  it('go on over a connection that says nothing any more', async () => {
    const silent = () =>
      new Response(new ReadableStream({ start: (c) => c.enqueue(new TextEncoder().encode(frame(1))) }), {
        headers: { 'content-type': 'text/event-stream' },
      });
    const aborted: boolean[] = [];
    const server = scripted(
      (request) => {
        request.signal.addEventListener('abort', () => aborted.push(true));
        return silent();
      },
      (request) => answer(request, good),
    );
    const api = createSafelight({ baseUrl: 'http://safelight.test', fetch: withSignal(server.fetch) });
    const events = api.sessions.events('ses_1');
    expect((await events.next()).value).toMatchObject({ sequence: 1 });
    const second = events.next();
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await second).value).toMatchObject({ sequence: 2 });
    expect(aborted).toEqual([true]);
  });

  it('are left without a trace: the connection ends with the reader', async () => {
    let left = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(frame(1))),
    });
    const server = scripted((request) => {
      request.signal.addEventListener('abort', () => (left = true));
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });
    const api = createSafelight({ baseUrl: 'http://safelight.test', fetch: server.fetch });
    for await (const { sequence } of api.sessions.events('ses_1')) {
      expect(sequence).toBe(1);
      break;
    }
    expect(left).toBe(true);
  });
});

/** As the platform's fetch does: an aborted request breaks its answer's body as well. */
function withSignal(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    response.body!.pipeTo(writable, { signal: init!.signal! }).catch(() => undefined);
    return new Response(readable, response);
  };
}
