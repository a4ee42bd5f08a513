/** What a message must be before a driver takes it; the same on every driver. */
import { Fault } from '@safelight/core';
import type { Message } from '../bus.ts';
import { encodeHeaders } from '../headers.ts';
import type { WireHeaders } from '../headers.ts';
import { busLimits } from '../limits.ts';
import type { TopicSpec } from '../topics.ts';

/** A checked message with its headers as texts, as drivers write it. */
export interface Outgoing {
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: WireHeaders;
  readonly sizeBytes: number;
}

/** Lengths and offsets of a record, rounded up. */
const recordOverheadBytes = 32;

/** Throws `bus.messageInvalid` or `bus.messageTooLarge`, naming the field. */
export function checkMessage(spec: TopicSpec, message: Message, index: number, extra: WireHeaders = {}): Outgoing {
  const at = `messages[${index}]`;
  checkText(message.key, `${at}.key`, busLimits.keyLengthChars);
  const { id, tenant, schemaVersion, traceparent } = message.headers;
  checkText(id, `${at}.headers.id`, busLimits.headerLengthChars);
  checkText(tenant, `${at}.headers.tenant`, busLimits.headerLengthChars);
  if (traceparent !== undefined) checkText(traceparent, `${at}.headers.traceparent`, busLimits.headerLengthChars);
  if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 0) {
    throw invalid(`${at}.headers.schemaVersion`, 'must be a whole number from 0');
  }
  const outgoing = outgoingOf(message.key, message.value, { ...encodeHeaders(message.headers), ...extra });
  checkSize(spec, outgoing, at);
  return outgoing;
}

export function outgoingOf(key: string, value: Uint8Array, headers: WireHeaders): Outgoing {
  const texts = [key, ...Object.entries(headers).flat()];
  const textBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return { key, value, headers, sizeBytes: value.byteLength + textBytes + recordOverheadBytes };
}

function checkSize(spec: TopicSpec, { sizeBytes }: Outgoing, at: string): void {
  if (sizeBytes <= spec.messageBytesMax) return;
  const message =
    `A message of ${sizeBytes} bytes does not fit the topic “${spec.name}”, which takes ${spec.messageBytesMax}. ` +
    `Send a reference to what is large.`;
  throw new Fault('bus.messageTooLarge', message, { field: at });
}

function checkText(text: string, field: string, lengthMax: number): void {
  if (text.length >= 1 && text.length <= lengthMax) return;
  throw invalid(field, `must have 1 to ${lengthMax} characters`);
}

function invalid(field: string, what: string): Fault {
  return new Fault('bus.messageInvalid', `The field “${field}” ${what}.`, { field });
}
