/** One attempt at one message: reads its headers, runs the handler, and decides what a failure means. */
import { setTimeout as delay } from 'node:timers/promises';
import { Fault, toFault } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import { backoffMs } from '../backoff.ts';
import type { ReceivedMessage, SubscribeOptions } from '../bus.ts';
import { attemptFailed, messageConsumed, messageDeadLettered, observeAttempt } from '../events.ts';
import { decodeDeadLetter, decodeHeaders, encodeDeadLetter, encodeHeaders } from '../headers.ts';
import { busLimits } from '../limits.ts';
import { handleTraced } from '../spans.ts';
import { outgoingOf } from '../publishing/check.ts';
import type { Outgoing } from '../publishing/check.ts';
import { deadLetterTopic, isDeadLetterTopic } from '../topics.ts';
import type { Delivery } from './delivery.ts';
import type { Attempt, Outcome } from './dispatcher.ts';

export interface AttemptContext {
  readonly logger: Logger;
  readonly subscription: SubscribeOptions;
  /** Publishes to a dead-letter topic, durably. */
  readonly publish: (topic: string, message: Outgoing) => Promise<void>;
}

export function attemptWith(context: AttemptContext): Attempt {
  return async (delivery, attempt, signal) => {
    let message: ReceivedMessage;
    try {
      message = received(delivery, attempt);
    } catch (error) {
      return refuse(context, delivery, toFault(error), signal);
    }
    return tryHandle(context, delivery, message, signal);
  };
}

function received(delivery: Delivery, attempt: number): ReceivedMessage {
  const { topic, partition, offset, key, value, publishedAt } = delivery;
  const headers = decodeHeaders(delivery.headers);
  const deadLetter = decodeDeadLetter(delivery.headers);
  return { topic, partition, offset, key, value, publishedAt, headers, deadLetter, attempt };
}

/** A message without the headers of this bus: who reads its dead letter finds it by its place. */
async function refuse(
  context: AttemptContext,
  delivery: Delivery,
  fault: Fault,
  signal: AbortSignal,
): Promise<Outcome> {
  const { topic, partition, offset } = delivery;
  if (isDeadLetterTopic(topic)) {
    attemptFailed(context.logger, delivery, context.subscription.group, 0, fault);
    return { retryInMs: busLimits.delayMsMax };
  }
  const stand = encodeHeaders({ id: `${topic}/${partition}/${offset}`, tenant: 'unknown', schemaVersion: 0 });
  return giveUp(context, { ...delivery, headers: { ...delivery.headers, ...stand } }, { attempts: 0, fault }, signal);
}

async function tryHandle(
  context: AttemptContext,
  delivery: Delivery,
  message: ReceivedMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  const { logger, subscription } = context;
  const { group, retry = {} } = subscription;
  const { attempt } = message;
  const stopClock = observeAttempt(delivery.topic, group);
  try {
    await handleTraced(message, group, () => subscription.handle(message, signal));
  } catch (error) {
    if (signal.aborted) return 'abandoned';
    const fault = toFault(error);
    attemptFailed(logger, delivery, group, attempt, fault);
    const { attemptsMax = busLimits.attemptsMaxDefault } = retry;
    const last = attempt >= attemptsMax || isFinal(error);
    // Behind a dead-letter topic there is no further one: its messages wait for a handler that takes them.
    if (last && !isDeadLetterTopic(delivery.topic)) {
      return giveUp(context, delivery, { attempts: attempt, fault }, signal);
    }
    const { firstDelayMs = busLimits.firstDelayMs, delayMsMax = busLimits.delayMsMax } = retry;
    return { retryInMs: backoffMs(attempt, firstDelayMs, delayMsMax) };
  } finally {
    stopClock();
  }
  messageConsumed(delivery.topic, group);
  return 'finished';
}

/** A fault that says that trying again cannot help; an unknown error may be anything. */
function isFinal(error: unknown): boolean {
  return error instanceof Fault && !error.retryable && error.kind !== 'internal';
}

interface Failure {
  readonly attempts: number;
  readonly fault: Fault;
}

/** Moves the message to the dead letters; it is not finished before the broker holds it there. */
async function giveUp(
  { logger, subscription, publish }: AttemptContext,
  delivery: Delivery,
  { attempts, fault }: Failure,
  signal: AbortSignal,
): Promise<Outcome> {
  const { topic, partition, offset, key, value } = delivery;
  const { group } = subscription;
  const cause = `${fault.code}: ${fault.detail ?? fault.message}`;
  const letter = encodeDeadLetter({ cause, attempts, group, topic, partition, offset });
  const outgoing = outgoingOf(key, value, { ...delivery.headers, ...letter });
  for (let attempt = 1; ; attempt++) {
    try {
      await publish(deadLetterTopic(topic), outgoing);
      break;
    } catch (error) {
      attemptFailed(logger, delivery, group, attempts, toFault(error));
      const ms = backoffMs(attempt, busLimits.firstDelayMs, busLimits.delayMsMax);
      await delay(ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return 'abandoned';
    }
  }
  messageDeadLettered(logger, delivery, group, cause);
  return 'finished';
}
