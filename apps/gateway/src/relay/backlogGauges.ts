/** Shows what waits whenever the metrics are scraped; every relay tells the same, so readers take the greatest. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BatchObservableResult } from '@opentelemetry/api';
import { meter } from '@safelight/service-kit';
import type { GatewayContext } from '../context.ts';
import { readBacklog } from '../store/backlog.ts';

const queueLength = meter.createObservableGauge('gateway_queue_length', {
  description: 'Turns and jobs that wait for a runner, by queue.',
});
const queueAge = meter.createObservableGauge('gateway_queue_age_seconds', {
  description: 'Seconds since the turn or job was asked for that waits longest, by queue.',
});
const outboxRows = meter.createObservableGauge('gateway_outbox_rows', {
  description: 'Outbox rows that are to be delivered, by topic.',
});
const outboxAge = meter.createObservableGauge('gateway_outbox_age_seconds', {
  description: 'Seconds by which the oldest outbox row is overdue, by topic.',
});
const outboxGivenUp = meter.createObservableGauge('gateway_outbox_given_up_rows', {
  description: 'Outbox rows that were given up and wait for a person.',
});
const unpublished = meter.createObservableGauge('gateway_events_unpublished', {
  description: 'Events of the session logs that the bus does not have yet.',
});
const unpublishedAge = meter.createObservableGauge('gateway_events_unpublished_age_seconds', {
  description: 'Seconds since the oldest event that the bus does not have yet.',
});
const webhooksPending = meter.createObservableGauge('gateway_webhooks_pending', {
  description: 'Webhook messages that are to be sent, also those that wait for another try.',
});
const webhooksAge = meter.createObservableGauge('gateway_webhooks_age_seconds', {
  description: 'Seconds by which the oldest webhook message is overdue.',
});

const gauges = [
  ...[queueLength, queueAge, outboxRows, outboxAge, outboxGivenUp],
  ...[unpublished, unpublishedAge, webhooksPending, webhooksAge],
];
/** A scrape does not wait for a database that is away: the gauges are left out then. */
const timeoutMs = 2_000;

export function showBacklog({ store }: GatewayContext): Disposable {
  const observe = async (result: BatchObservableResult): Promise<void> => {
    const reading = readBacklog(store.system).catch(() => null);
    const backlog = await Promise.race([reading, delay(timeoutMs, null, { ref: false })]);
    if (backlog === null) return;
    for (const [queue, { count, ageSeconds }] of Object.entries(backlog.queues)) {
      result.observe(queueLength, count, { queue });
      result.observe(queueAge, ageSeconds, { queue });
    }
    for (const [topic, { count, ageSeconds }] of Object.entries(backlog.outbox)) {
      result.observe(outboxRows, count, { topic });
      result.observe(outboxAge, ageSeconds, { topic });
    }
    result.observe(outboxGivenUp, backlog.givenUpCount);
    result.observe(unpublished, backlog.unpublished.count);
    result.observe(unpublishedAge, backlog.unpublished.ageSeconds);
    result.observe(webhooksPending, backlog.webhooks.count);
    result.observe(webhooksAge, backlog.webhooks.ageSeconds);
  };
  meter.addBatchObservableCallback(observe, gauges);
  return { [Symbol.dispose]: () => meter.removeBatchObservableCallback(observe, gauges) };
}
