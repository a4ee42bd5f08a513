/** What a webhook says: an event of a session, in the form of Standard Webhooks 1.0. */
import { sha256 } from '@safelight/core';
import type { SessionEvent } from '@safelight/core';
import { eventToJson } from '../schemas/event.ts';
import type { NewDelivery } from '../store/webhooks.ts';

/** Standard Webhooks asks for less than 20 kB. */
export const bodySizeBytesMax = 20_000;

/**
 * The message of an event to one receiver. Its identifier follows from both, so that the same event makes the same
 * message. An event that is too large is told by its cursor alone: `truncated`, and the address to read it at.
 */
export function messageOf(webhookId: string, event: SessionEvent): NewDelivery {
  const { sessionId, sequence, body } = event;
  const whole = textOf(event, eventToJson(event));
  const turnId = 'turnId' in body ? { turnId: body.turnId } : {};
  return {
    id: deliveryId(webhookId, `${sessionId}/${sequence}`),
    ...{ webhookId, sessionId, sequence, type: body.type },
    body:
      Buffer.byteLength(whole) < bodySizeBytesMax
        ? whole
        : textOf(event, { sessionId, sequence, ...turnId, truncated: true }),
  };
}

/** A message that asks a receiver for a sign of life. */
export function testMessage(webhookId: string, now: Date): NewDelivery {
  const type = 'webhook.test';
  const body = JSON.stringify({ type, timestamp: now.toISOString(), data: { webhookId } });
  return { id: deliveryId(webhookId, now.toISOString()), webhookId, sessionId: null, sequence: null, type, body };
}

function textOf({ sessionId, sequence, time, body }: SessionEvent, data: object): string {
  const url = `/v1/sessions/${sessionId}/events?after=${sequence - 1}`;
  return JSON.stringify({ type: body.type, timestamp: time.toISOString(), url, data });
}

function deliveryId(webhookId: string, what: string): string {
  return `msg_${sha256(`${webhookId}/${what}`).slice(0, 24)}`;
}
