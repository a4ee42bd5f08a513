/** Carries a trace over the bus: a span where a message is published, and one under it for each attempt to handle it. */
import { activeTraceparent, beginSpan, traced } from '@safelight/service-kit/tracing';
import type { Span } from '@safelight/service-kit';
import type { Message, ReceivedMessage } from './bus.ts';

const system = { 'messaging.system': 'safelight-bus' } as const;

/** The messages with the names of their own spans in their headers. Those that belong to no trace begin none. */
export function publishSpans(
  topic: string,
  messages: readonly Message[],
): { readonly messages: readonly Message[]; end(outcome: string): void } {
  const spans: Span[] = [];
  const named = messages.map((message) => {
    const parent = message.headers.traceparent ?? activeTraceparent();
    if (parent === undefined) return message;
    const attributes = { ...system, 'messaging.destination.name': topic, 'messaging.message.id': message.headers.id };
    const span = beginSpan(`publish ${topic}`, { kind: 'producer', parent, attributes });
    spans.push(span);
    // A process that keeps no traces passes on what it was given.
    return { ...message, headers: { ...message.headers, traceparent: span.traceparent ?? parent } };
  });
  return {
    messages: named,
    end: (outcome) => {
      for (const span of spans) span.end(outcome);
    },
  };
}

export function handleTraced(message: ReceivedMessage, group: string, handle: () => Promise<void>): Promise<void> {
  const { topic, attempt, headers } = message;
  if (headers.traceparent === undefined) return handle();
  const attributes = {
    ...{ ...system, 'messaging.destination.name': topic, 'messaging.message.id': headers.id },
    ...{ 'messaging.consumer.group.name': group, 'safelight.attempt': attempt },
  };
  return traced(`handle ${topic}`, { kind: 'consumer', parent: headers.traceparent, attributes }, handle);
}
