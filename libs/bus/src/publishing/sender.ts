/**
 * One topic's way to the broker: one batch under way at a time, and what is published meanwhile becomes the next one.
 * So order is kept, a broker that answers slowly gets larger batches, and a single message waits for nothing.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { busLimits } from '../limits.ts';
import type { Outgoing } from './check.ts';

/** Resolves when the broker has the batch durably, or rejects with a fault within `publishTimeoutMs`. */
export type SendBatch = (batch: readonly Outgoing[]) => Promise<void>;

interface Part {
  readonly messages: readonly Outgoing[];
  readonly sizeBytes: number;
  readonly sent: PromiseWithResolvers<void>;
}

export class Sender {
  readonly #send: SendBatch;
  readonly #queue: Part[] = [];
  #queuedBytes = 0;
  #sending: Promise<void> | null = null;

  constructor(send: SendBatch) {
    this.#send = send;
  }

  /** Parts that are too large for one batch go one after another; after a failed one no later one is sent. */
  async publish(messages: readonly Outgoing[]): Promise<void> {
    for (const part of partsOf(messages)) {
      while (this.#queuedBytes > busLimits.sendQueueBytes && this.#sending !== null)
        await this.#queue.at(-1)?.sent.promise.catch(() => undefined);
      await this.#enqueue(part);
    }
  }

  /** Resolves when nothing is queued or under way. */
  async idle(): Promise<void> {
    while (this.#sending !== null) await this.#sending;
  }

  #enqueue(messages: readonly Outgoing[]): Promise<void> {
    const part: Part = { messages, sizeBytes: bytesOf(messages), sent: Promise.withResolvers<void>() };
    this.#queue.push(part);
    this.#queuedBytes += part.sizeBytes;
    this.#sending ??= this.#run();
    return part.sent.promise;
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      // Publishers of the same turn share a batch; and a driver in this process (PGlite) would else starve timers.
      await turn();
      const parts = this.#nextBatch();
      try {
        await this.#send(parts.flatMap((part) => part.messages));
        for (const part of parts) part.sent.resolve();
      } catch (error) {
        for (const part of parts) part.sent.reject(error);
      }
    }
    this.#sending = null;
  }

  #nextBatch(): readonly Part[] {
    let count = 0;
    let sizeBytes = 0;
    let taken = 0;
    for (const part of this.#queue) {
      count += part.messages.length;
      sizeBytes += part.sizeBytes;
      if (taken > 0 && (count > busLimits.sendBatchCountMax || sizeBytes > busLimits.sendBatchBytes)) break;
      taken++;
    }
    const parts = this.#queue.splice(0, taken);
    this.#queuedBytes -= parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    return parts;
  }
}

function bytesOf(messages: readonly Outgoing[]): number {
  return messages.reduce((sum, message) => sum + message.sizeBytes, 0);
}

/** Splits messages, in order, into parts that fit one batch; a message that is larger than a batch is a part alone. */
function partsOf(messages: readonly Outgoing[]): Outgoing[][] {
  const parts: Outgoing[][] = [];
  let last: Outgoing[] = [];
  let sizeBytes = 0;
  for (const message of messages) {
    const full = last.length >= busLimits.sendBatchCountMax || sizeBytes + message.sizeBytes > busLimits.sendBatchBytes;
    if (parts.length === 0 || full) {
      last = [];
      sizeBytes = 0;
      parts.push(last);
    }
    last.push(message);
    sizeBytes += message.sizeBytes;
  }
  return parts;
}
