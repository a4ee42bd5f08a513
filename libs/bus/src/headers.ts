/** Message headers and their form on the wire: short texts under fixed names. */
import { Fault } from '@safelight/core';
import { busLimits } from './limits.ts';

export interface MessageHeaders {
  /** Unique per message and kept on redelivery: what a consumer remembers so as not to act twice. */
  readonly id: string;
  readonly tenant: string;
  /** Version of the value's protobuf schema. */
  readonly schemaVersion: number;
  /** W3C trace context of the publisher. */
  readonly traceparent?: string;
}

/** What happened to a message before it came to a dead-letter topic. */
export interface DeadLetter {
  /** Fault code and text of the last failure. */
  readonly cause: string;
  readonly attempts: number;
  /** The group whose handler failed. */
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** Header name → text. */
export type WireHeaders = Readonly<Record<string, string>>;

export function encodeHeaders(headers: MessageHeaders): WireHeaders {
  const { id, tenant, schemaVersion, traceparent } = headers;
  return {
    'safelight-id': id,
    'safelight-tenant': tenant,
    'safelight-schema': String(schemaVersion),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

export function encodeDeadLetter(letter: DeadLetter): WireHeaders {
  return {
    'safelight-dlq-cause': letter.cause.slice(0, busLimits.causeLengthChars),
    'safelight-dlq-attempts': String(letter.attempts),
    'safelight-dlq-group': letter.group,
    'safelight-dlq-topic': letter.topic,
    'safelight-dlq-partition': String(letter.partition),
    'safelight-dlq-offset': String(letter.offset),
  };
}

/** Throws `bus.messageInvalid`, naming the header. */
export function decodeHeaders(wire: WireHeaders): MessageHeaders {
  const traceparent = wire['traceparent'];
  return {
    id: text(wire, 'safelight-id'),
    tenant: text(wire, 'safelight-tenant'),
    schemaVersion: count(wire, 'safelight-schema'),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** Null where the message is no dead letter. */
export function decodeDeadLetter(wire: WireHeaders): DeadLetter | null {
  if (wire['safelight-dlq-topic'] === undefined) return null;
  return {
    cause: text(wire, 'safelight-dlq-cause'),
    attempts: count(wire, 'safelight-dlq-attempts'),
    group: text(wire, 'safelight-dlq-group'),
    topic: text(wire, 'safelight-dlq-topic'),
    partition: count(wire, 'safelight-dlq-partition'),
    offset: count(wire, 'safelight-dlq-offset'),
  };
}

function text(wire: WireHeaders, name: string): string {
  const value = wire[name];
  if (value !== undefined && value !== '') return value;
  throw new Fault('bus.messageInvalid', `The message has no header “${name}”. Publish it through libs/bus.`, {
    field: `headers.${name}`,
  });
}

function count(wire: WireHeaders, name: string): number {
  const value = Number(text(wire, name));
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Fault('bus.messageInvalid', `The header “${name}” is no whole number. Publish it through libs/bus.`, {
    field: `headers.${name}`,
  });
}
