/** One connection of an event stream (WHATWG HTML, "Server-sent events"). */
import { createParser } from 'eventsource-parser';
import { SafelightError } from '../error.ts';
import type { Wire } from '../http/wire.ts';
import { clientLimits } from '../options.ts';
import type { SessionEvent } from '../schemas.ts';

/** A connection that says nothing for too long is dead, whatever the sockets say. */
class Pulse implements Disposable {
  readonly #gone = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  expect(): void {
    this.#timer = setTimeout(() => this.#gone.abort(new Error('The stream fell silent.')), clientLimits.streamIdleMs);
  }

  felt(): void {
    clearTimeout(this.#timer);
  }

  [Symbol.dispose](): void {
    this.felt();
    this.#gone.abort(new Error('The stream was left.'));
  }
}

/**
 * Events from after the cursor until the connection ends, for whatever reason but the caller's.
 * @param opened called once the server has let the reader in
 */
export async function* readConnection(
  wire: Wire,
  { sessionId, after }: { readonly sessionId: string; readonly after: number },
  asked: AbortSignal | undefined,
  opened: () => void,
): AsyncGenerator<SessionEvent> {
  using pulse = new Pulse();
  const signal = asked === undefined ? pulse.signal : AbortSignal.any([asked, pulse.signal]);
  const headers = { accept: 'text/event-stream', 'last-event-id': String(after) };
  pulse.expect();
  const response = await wire.open('streamEvents', { path: { sessionId }, headers }, signal);
  pulse.felt();
  const mediaType = response.headers.get('content-type') ?? 'nothing';
  if (response.body === null || !mediaType.startsWith('text/event-stream')) {
    throw nonsense(`${wire.baseUrl} answered ${mediaType} where events were asked for.`);
  }
  opened();
  const arrived: string[] = [];
  let overflow = false;
  const parser = createParser({
    maxBufferSize: clientLimits.eventChars,
    onEvent: ({ data }) => arrived.push(data),
    onError: ({ type }) => (overflow ||= type === 'max-buffer-size-exceeded'),
  });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    pulse.expect();
    const { done, value } = await reader.read();
    pulse.felt();
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
    for (const data of arrived.splice(0)) yield eventOf(data);
    if (overflow) throw nonsense(`An event is larger than ${clientLimits.eventChars} characters.`);
  }
}

function eventOf(data: string): SessionEvent {
  try {
    return JSON.parse(data) as SessionEvent;
  } catch (cause) {
    throw nonsense('An event is not JSON.', cause);
  }
}

/** Another connection would bring the same. */
function nonsense(what: string, cause?: unknown): SafelightError {
  const message = `${what} Check that a Safelight server is at this address.`;
  return new SafelightError(message, { code: 'internal', status: 0, retryable: false, cause });
}
