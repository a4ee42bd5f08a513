/**
 * The message bus port: durable publishing, and consuming at least once in order of each key.
 *
 * A driver never drops what it acknowledged and may deliver a message again, so a handler does the same message twice
 * without harm. What a handler cannot take for good goes to the dead-letter topic, and the rest goes on.
 */
import type { DeadLetter, MessageHeaders } from './headers.ts';

export interface Message {
  /** Messages of one key are handled one after another, in the order of their publishing. 1 to 256 characters. */
  readonly key: string;
  /** A protobuf message of the topic's type. */
  readonly value: Uint8Array;
  readonly headers: MessageHeaders;
}

export interface ReceivedMessage extends Message {
  readonly topic: string;
  readonly partition: number;
  /** Position in the partition: rises, with gaps. */
  readonly offset: number;
  readonly publishedAt: Date;
  /** 1 at the first try by this subscription; a redelivery to another process begins at 1 again. */
  readonly attempt: number;
  /** On messages of a `.dlq` topic: what happened to them. */
  readonly deadLetter: DeadLetter | null;
}

/**
 * Resolves when the message needs no more work. The signal aborts when the subscription stops for longer than its
 * drain time or another consumer took the partition over: end soon, the message will come again.
 */
export type Handle = (message: ReceivedMessage, signal: AbortSignal) => Promise<void>;

export interface RetryPolicy {
  /** Tries of one message before it is a dead letter, the first included. Default 8, about 25 s with the delays. */
  readonly attemptsMax?: number;
  /** Wait after the first failure; doubles from then on, spread by half. Default 200. */
  readonly firstDelayMs?: number;
  /** Default 30 000. */
  readonly delayMsMax?: number;
}

export interface SubscribeOptions {
  /** Topics of the catalogue; a `.dlq` topic too. At least one. */
  readonly topics: readonly string[];
  /**
   * Consumers of one group share the work, so all of them name the same topics; each group sees every message. A new
   * group begins at the oldest message.
   */
  readonly group: string;
  /** Handlers at once in this subscription, each on another key. Default 8. */
  readonly concurrency?: number;
  readonly retry?: RetryPolicy;
  /** How long handlers may go on after a stop before they are aborted. Default 10 000. */
  readonly drainTimeoutMs?: number;
  readonly handle: Handle;
}

export interface TopicLag {
  readonly topic: string;
  /** Messages that the group has not finished yet. */
  readonly messages: number;
}

export interface Bus extends AsyncDisposable {
  /**
   * Resolves when the broker holds all messages durably. Messages of one call and of calls that do not overlap keep
   * their order within a key. Rejects with `bus.unavailable` (retryable; the messages may have arrived all the same),
   * `bus.messageTooLarge`, `bus.messageInvalid` or `bus.topicUnknown`.
   */
  publish(topic: string, messages: readonly Message[]): Promise<void>;
  /**
   * Consumes until disposed. Disposing stops the intake, lets handlers end, and commits what they finished. A broker
   * that is away is waited for.
   */
  subscribe(options: SubscribeOptions): AsyncDisposable;
  /** How far a group is behind, for every topic of the catalogue that it has consumed. */
  lag(group: string): Promise<readonly TopicLag[]>;
  /** Makes the topics of the catalogue that are missing; safe to run from several processes at once. */
  ensureTopics(): Promise<void>;
  /**
   * The same for a service that starts: resolves after the first try. Where the broker is away it goes on trying in the
   * background until the topics are there; consumers wait meanwhile, publishers are told `bus.unavailable`.
   */
  prepareTopics(): Promise<void>;
  /** Whether the broker answers now and has every topic of the catalogue; never rejects. */
  isReady(): Promise<boolean>;
}
