/** A small REST client, as a caller's program would write it. */
import { readFile } from 'node:fs/promises';
import type { Fleet } from '../../src/index.ts';

export type Api = Pick<Fleet, 'baseUrl' | 'apiKey'>;

/** An event as REST tells it. */
export interface ToldEvent {
  readonly sequence: number;
  readonly sessionId: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of another process, read by the tests as they need
  readonly body: { readonly type: string; readonly turnId?: string } & Record<string, any>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
export type Json = any;

export async function call(api: Api, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${api.apiKey}`, ...(init.headers as Record<string, string>) };
  return fetch(`${api.baseUrl}${path}`, { ...init, headers });
}

/** The JSON of a successful answer. */
export async function get(api: Api, path: string, accept = 'application/json'): Promise<Json> {
  return answerOf(await call(api, path, { headers: { accept } }));
}

export async function post(api: Api, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Json> {
  return answerOf(await send(api, path, body, headers));
}

export async function send(
  api: Api,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  return call(api, path, { ...init, body: typeof body === 'string' ? body : JSON.stringify(body) });
}

async function answerOf(response: Response): Promise<Json> {
  if (response.ok) return response.json();
  throw new Error(`${response.status} ${response.url}: ${await response.text()}`);
}

export function fixture(name: string): Promise<Buffer<ArrayBuffer>> {
  return readFile(new URL(`../../../../fixtures/photos/${name}`, import.meta.url)) as Promise<Buffer<ArrayBuffer>>;
}

export async function upload(api: Api, name: string, bytes?: Uint8Array<ArrayBuffer>): Promise<Json> {
  const form = new FormData();
  form.set('file', new Blob([bytes ?? (await fixture(name))]), name);
  return answerOf(await call(api, '/v1/photos', { method: 'POST', body: form }));
}

export interface Asked {
  readonly sessionId: string;
  readonly turnId: string;
}

/** Opens a session on a fixture, or on the bytes given, and asks for an edit. */
export async function ask(
  api: Api,
  photo: string,
  instruction: string,
  more: object = {},
  bytes?: Uint8Array<ArrayBuffer>,
): Promise<Asked> {
  const { id: photoId } = await upload(api, photo, bytes);
  const { id: sessionId } = await post(api, '/v1/sessions', { photoId });
  const { id: turnId } = await post(api, `/v1/sessions/${sessionId}/turns`, { instruction, ...more });
  return { sessionId, turnId };
}

/** Follows the live stream from a cursor until the reader stops. */
export async function* follow(api: Api, sessionId: string, lastEventId?: number): AsyncGenerator<ToldEvent> {
  const cursor = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
  const leaving = new AbortController();
  const response = await call(api, `/v1/sessions/${sessionId}/events`, {
    headers: { accept: 'text/event-stream', ...cursor },
    signal: leaving.signal,
  });
  if (!response.ok || response.body === null) throw new Error(`${response.status}: ${await response.text()}`);
  try {
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = `${rest}${chunk}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map((line) => splitField(line)));
        const data = fields.get('data');
        if (data === undefined) continue;
        const event = JSON.parse(data) as ToldEvent;
        if (fields.get('id') !== String(event.sequence) || fields.get('event') !== event.body.type) {
          throw new Error(`The frame contradicts its data: ${block.slice(0, 100)}`);
        }
        yield event;
      }
    }
  } finally {
    leaving.abort();
  }
}

function splitField(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}

const endings = ['turn.finished', 'turn.failed', 'turn.canceled'];

/** All events from a cursor to the end of a turn. */
export async function untilEnd(api: Api, { sessionId, turnId }: Asked, lastEventId?: number): Promise<ToldEvent[]> {
  const events: ToldEvent[] = [];
  for await (const event of follow(api, sessionId, lastEventId)) {
    events.push(event);
    if (event.body.turnId === turnId && endings.includes(event.body.type)) return events;
  }
  throw new Error('The stream ended before the turn did.');
}

export const typesOf = (events: readonly ToldEvent[]): string[] => events.map((event) => event.body.type);
