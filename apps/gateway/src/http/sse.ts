/** Server-sent events (WHATWG HTML, "Server-sent events"). */
import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { SessionEvent } from '@safelight/core';
import { gatewayLimits } from '../limits.ts';
import { eventToJson } from '../schemas/event.ts';

/** How long a browser waits before it connects again. */
const reconnectMs = 1_000;

/**
 * Writes events until they end or the client goes. A comment now and then keeps proxies from closing a quiet stream.
 * A slow reader slows the source down; nothing is queued without bound.
 */
export async function writeEventStream(
  response: ServerResponse,
  events: AsyncIterable<SessionEvent>,
  signal: AbortSignal,
): Promise<void> {
  response.write(`retry: ${reconnectMs}\n\n`);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), gatewayLimits.heartbeatMs);
  try {
    for await (const event of events) {
      if (!response.write(bytesOf(event))) await once(response, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

/** Followers of one session are given the same events: each is written out once. */
const written = new WeakMap<SessionEvent, Buffer>();

function bytesOf(event: SessionEvent): Buffer {
  let bytes = written.get(event);
  if (bytes === undefined) {
    bytes = Buffer.from(formatEvent(event));
    written.set(event, bytes);
  }
  return bytes;
}

export function formatEvent(event: SessionEvent): string {
  return `id: ${event.sequence}\nevent: ${event.body.type}\ndata: ${JSON.stringify(eventToJson(event))}\n\n`;
}
