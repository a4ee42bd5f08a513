/** A follower of a session's event stream. */
import { request, type Dispatcher } from 'undici';
import type { Caller } from '../caller.ts';

export interface EventJson {
  readonly sequence: number;
  readonly time: string;
  readonly body: { readonly type: string };
}

export interface FollowOptions {
  readonly after?: number;
  /** Default: the caller's own. */
  readonly agent?: Dispatcher;
  readonly signal: AbortSignal;
}

/** Every event after the cursor, as it arrives, with the time of arrival. */
export async function* follow(
  { baseUrl, headers, agent }: Caller,
  sessionId: string,
  options: FollowOptions,
): AsyncGenerator<{ readonly event: EventJson; readonly atMs: number }> {
  const { after = 0, signal } = options;
  const url = `${baseUrl}/v1/sessions/${sessionId}/events?after=${after}`;
  const reply = await request(url, {
    ...{ headers: { ...headers, accept: 'text/event-stream' }, signal, dispatcher: options.agent ?? agent },
    // A quiet stream is no broken one.
    ...{ bodyTimeout: 0, headersTimeout: 60_000 },
  });
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${await reply.body.text()}`);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
    const atMs = Date.now();
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) yield { event: JSON.parse(data) as EventJson, atMs };
    }
  }
}

/** Reads to the end what nobody looks at. */
export async function drain(source: AsyncIterable<unknown>): Promise<void> {
  const iterator = source[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}
