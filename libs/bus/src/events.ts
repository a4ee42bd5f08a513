/** What happens on the bus: the whole story to the log, few labels to the metrics. */
import type { Fault } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import { meter } from '@safelight/service-kit';
import type { Delivery } from './consuming/delivery.ts';

const published = meter.createCounter('bus_published', { description: 'Messages that the broker took, by topic.' });
const publishFailures = meter.createCounter('bus_publish_failures', {
  description: 'Messages that the broker did not take, by topic and fault.',
});
const consumed = meter.createCounter('bus_consumed', { description: 'Messages handled, by topic and group.' });
const failed = meter.createCounter('bus_failed', {
  description: 'Attempts that failed, by topic, group and fault.',
});
const deadLettered = meter.createCounter('bus_dead_lettered', {
  description: 'Messages given up and put into the dead-letter topic, by topic and group.',
});
const handlerTime = meter.createHistogram('bus_handler_duration_ms', {
  description: 'Milliseconds of an attempt to handle a message, by topic and group.',
  advice: { explicitBucketBoundaries: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 30_000, 120_000, 600_000] },
});

/** Messages that a group has not finished; asked for when the metrics are scraped. */
export const lagGauge = meter.createObservableGauge('bus_lag_messages', {
  description: 'Messages that a group has not finished, by topic and group.',
});

export function messagesPublished(topic: string, count: number): void {
  published.add(count, { topic });
}

export function publishFailed(topic: string, count: number, fault: Fault): void {
  publishFailures.add(count, { topic, fault: fault.code });
}

/** Starts the clock of one attempt; the returned function stops it. */
export function observeAttempt(topic: string, group: string): () => void {
  const start = performance.now();
  return () => handlerTime.record(performance.now() - start, { topic, group });
}

export function messageConsumed(topic: string, group: string): void {
  consumed.add(1, { topic, group });
}

const place = ({ topic, partition, offset, key }: Delivery) => ({ topic, partition, offset, key });

export function attemptFailed(logger: Logger, delivery: Delivery, group: string, attempt: number, fault: Fault): void {
  const { code, message, detail } = fault;
  logger.warn({ event: 'bus.attemptFailed', ...place(delivery), group, attempt, code, detail }, message);
  failed.add(1, { topic: delivery.topic, group, fault: code });
}

export function messageDeadLettered(logger: Logger, delivery: Delivery, group: string, cause: string): void {
  logger.error({ event: 'bus.deadLettered', ...place(delivery), group, cause }, 'message given up');
  deadLettered.add(1, { topic: delivery.topic, group });
}

/** The broker is away, or cannot make the topics yet; it is asked again. */
export function topicsWaitedFor(logger: Logger, { code, message, detail }: Fault): void {
  logger.warn(
    { event: 'bus.topicsWaitedFor', code, detail },
    `the topics cannot be made yet; trying again: ${message}`,
  );
}

export function topicsMade(logger: Logger): void {
  logger.info({ event: 'bus.topicsMade' }, 'the topics are there');
}

/** The connection of a subscription broke, or a commit was not taken; it is tried again. */
export function subscriptionDisturbed(logger: Logger, group: string, what: string, error: unknown): void {
  logger.warn({ event: 'bus.disturbed', group, what, err: error }, 'bus disturbed; trying again');
}
