/** Business events: the whole story to the log, few labels to the metrics. */
import type { Fault, FaultCode, Scores } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import { meter } from '@safelight/service-kit';
import type { DeliveryOutcome, DeliveryRow, WebhookRow } from './store/webhooks.ts';
import type { JobEnd } from './store/jobs.ts';
import type { JobRow, OutboxRow, PhotoRow, TurnRow } from './store/schema.ts';

const durationBoundaries = [
  500, 1000, 2000, 3000, 5000, 7500, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000, 300_000,
];
const turnTimes = meter.createHistogram('gateway_turn_duration_ms', {
  description:
    'Milliseconds from the request of a turn to its end, waiting included, by outcome: ok, failed or stopped.',
  advice: { explicitBucketBoundaries: durationBoundaries },
});
const reflections = meter.createCounter('gateway_reflections', {
  description: 'Reflection rounds that were evaluated, by outcome: kept, or undone because they did not help.',
});
const phases = meter.createHistogram('gateway_turn_phase_duration_ms', {
  description: "Milliseconds of a turn's strides, by what they were spent on.",
  advice: { explicitBucketBoundaries: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 120_000] },
});
const photos = meter.createCounter('gateway_photos', { description: 'Photos taken in.' });
const turns = meter.createCounter('gateway_turns', {
  description: 'Turns that ended, by outcome: ok or a fault code.',
});
const steps = meter.createHistogram('gateway_turn_steps', {
  description: 'Steps of finished turns.',
  advice: { explicitBucketBoundaries: [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30] },
});
const candidateFailures = meter.createCounter('gateway_candidate_failures', {
  description: 'Candidates that ended before their time while their turn went on, by fault.',
});
const retries = meter.createCounter('gateway_turn_retries', {
  description: 'Calls of a turn that were repeated, by fault.',
});
const deliveries = meter.createCounter('gateway_delivery_failures', {
  description: 'Outbox deliveries that failed, by topic.',
});
const webhooks = meter.createCounter('gateway_webhook_tries', { description: 'Webhook messages tried, by outcome.' });
const jobs = meter.createCounter('gateway_jobs', {
  description: 'Jobs that ended, by kind and outcome: a state or a fault code.',
});
const requests = meter.createCounter('http_server_requests', { description: 'HTTP requests, by route and status.' });
const durations = meter.createHistogram('http_server_duration_ms', {
  description: 'Milliseconds from request to the end of the answer, by route.',
  advice: { explicitBucketBoundaries: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] },
});

const turnFields = (turn: TurnRow) => ({ turnId: turn.id, sessionId: turn.session_id, attempt: turn.attempt });

export function phaseEnded(phase: string, durationMs: number): void {
  phases.record(durationMs, { phase });
}

export function photoCreated(logger: Logger, photo: PhotoRow): void {
  const { id, sha256, width, height, media_type: mediaType, size_bytes: sizeBytes } = photo;
  logger.info({ event: 'photo.created', id, sha256, width, height, mediaType, sizeBytes }, 'photo created');
  photos.add(1);
}

export function turnStarted(logger: Logger, turn: TurnRow): void {
  logger.info({ event: 'turn.started', ...turnFields(turn) }, 'turn started');
}

export function turnRetries(logger: Logger, turn: TurnRow): (code: FaultCode, attempt: number) => void {
  return (code, attempt) => {
    logger.warn({ event: 'turn.retried', ...turnFields(turn), code, call: attempt }, 'call failed, trying again');
    retries.add(1, { code });
  };
}

const sinceAsked = (turn: TurnRow): number => Math.max(0, Date.now() - turn.created_at.getTime());

/** A round after the first was evaluated. */
export function reflectionEnded(kept: boolean): void {
  reflections.add(1, { outcome: kept ? 'kept' : 'undone' });
}

/** `winner` is the trajectory that made the result. */
export function turnFinished(
  logger: Logger,
  turn: TurnRow,
  winner: { readonly index: number; readonly steps: readonly unknown[]; readonly rounds: readonly unknown[] },
  scores: Scores,
): void {
  const { index: candidate, steps: taken, rounds } = winner;
  const fields = { candidate, steps: taken.length, rounds: rounds.length, scores };
  logger.info({ event: 'turn.finished', ...turnFields(turn), ...fields }, 'turn finished');
  turns.add(1, { outcome: 'ok' });
  turnTimes.record(sinceAsked(turn), { outcome: 'ok' });
  steps.record(taken.length);
}

/** One trajectory of a group, or a reflection, ended before its time; the turn goes on. */
export function candidateFailed(logger: Logger, turn: TurnRow, candidate: number, fault: Fault): void {
  const { code, message, detail, cause } = fault;
  logger.warn({ event: 'candidate.failed', ...turnFields(turn), candidate, code, detail, err: cause }, message);
  candidateFailures.add(1, { code });
}

export function turnFailed(logger: Logger, turn: TurnRow, fault: Fault): void {
  const { code, message, detail, cause } = fault;
  const level = fault.kind === 'invalid' ? 'info' : 'error';
  logger[level]({ event: 'turn.failed', ...turnFields(turn), code, detail, err: cause }, message);
  turns.add(1, { outcome: code });
  turnTimes.record(sinceAsked(turn), { outcome: 'failed' });
}

/** The turn ended by request, or by its deadline. */
export function turnStopped(logger: Logger, turn: TurnRow, reason: 'request' | 'deadline'): void {
  logger.info({ event: 'turn.canceled', ...turnFields(turn), reason }, 'turn stopped');
  turnTimes.record(sinceAsked(turn), { outcome: 'stopped' });
  turns.add(1, { outcome: reason === 'request' ? 'turn.canceled' : 'turn.expired' });
}

/** Something that the turn needs is away; it waits and is taken up again. */
export function turnReleased(logger: Logger, turn: TurnRow, fault: Fault): void {
  const { code, detail } = fault;
  logger.warn({ event: 'turn.released', ...turnFields(turn), code, detail }, 'turn put back into the queue');
  retries.add(1, { code });
}

export function leaseLost(logger: Logger, turn: TurnRow, fault: Fault): void {
  const { code, detail } = fault;
  logger.warn({ event: 'turn.leaseLost', ...turnFields(turn), code, detail }, 'the turn is left to another runner');
}

/** A loop in the background met an error and goes on. */
export function runnerFailed(logger: Logger, fault: Fault): void {
  logger.error({ event: 'background.failed', code: fault.code, detail: fault.detail, err: fault.cause }, fault.message);
}

export function deliveryFailed(logger: Logger, row: OutboxRow, fault: Fault, nextAt: Date | null): void {
  const fields = { event: 'delivery.failed', topic: row.topic, key: row.key, attempt: row.attempt + 1, nextAt };
  const text = nextAt === null ? 'delivery given up; the row stays in the outbox' : 'delivery failed, trying again';
  logger.warn({ ...fields, code: fault.code, detail: fault.detail }, text);
  deliveries.add(1, { topic: row.topic });
}

export function webhookTried(
  logger: Logger,
  { id, webhook_id: webhookId, type, attempt }: DeliveryRow,
  { state, status, error }: DeliveryOutcome,
): void {
  const fields = { event: 'webhook.tried', id, webhookId, type, attempt, status, error };
  logger[state === 'delivered' ? 'debug' : 'info'](fields, 'webhook tried');
  webhooks.add(1, { outcome: state === 'delivered' ? 'ok' : status === null ? 'unreachable' : `status ${status}` });
}

export function webhookDisabled(logger: Logger, { id }: WebhookRow): void {
  logger.warn({ event: 'webhook.disabled', id }, 'the receiver of a webhook is gone');
}

export function jobEnded(logger: Logger, { id, kind, attempt }: JobRow, end: JobEnd): void {
  const outcome = end.state === 'failed' ? end.failure.code : end.state;
  const level = end.state === 'failed' && end.failure.code === 'internal' ? 'error' : 'info';
  logger[level]({ event: 'job.ended', id, kind, attempt, outcome }, 'job ended');
  jobs.add(1, { kind, outcome });
}

/** The job failed for a reason that passes, and will be taken up again. */
export function jobPutOff(logger: Logger, { id, kind, attempt }: JobRow, fault: Fault): void {
  const { code, detail, cause } = fault;
  logger.warn({ event: 'job.putOff', id, kind, attempt, code, detail, err: cause }, 'job failed, trying again later');
}

/** `what` is `photo`, `session` or `tenant`. */
export function erased(logger: Logger, what: string, id: string): void {
  logger.info({ event: `${what}.erased`, id }, 'erased for good');
}

export function requestAnswered(
  logger: Logger,
  request: { readonly id: string; readonly method: string; readonly route: string },
  status: number,
  durationMs: number,
): void {
  const { id, method, route } = request;
  logger.debug({ event: 'http.answered', requestId: id, method, route, status, durationMs }, 'request answered');
  requests.add(1, { method, route, status });
  durations.record(durationMs, { method, route });
}
