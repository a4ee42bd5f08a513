/** The one catalogue of topics: who talks to whom about what, and how long it is kept. */
import { Fault } from '@safelight/core';

const mebibyte = 1024 * 1024;
const dayMs = 24 * 3600 * 1000;

export interface TopicSpec {
  readonly name: string;
  /** What the key names; messages of one key keep their order. */
  readonly key: string;
  /** The most consumers of one group that can share the topic. Raising it moves keys to other partitions. */
  readonly partitions: number;
  /** Consumed or not, a message is dropped after this time. */
  readonly retentionMs: number;
  /** Key, value and headers together. */
  readonly messageBytesMax: number;
}

const seven = { partitions: 12, retentionMs: 7 * dayMs } as const;

/** The topics of docs/architecture.md. Each has a dead-letter topic beside it. */
export const topics = {
  /** The gateway's outbox → session runners: a turn to run. The message names the turn; the database holds it. */
  turns: { ...seven, name: 'safelight.turns', key: 'session', messageBytesMax: 64 * 1024 },
  /** The gateway's outbox → webhooks, usage and anyone: every event of the session logs. Recipes can be large. */
  sessionEvents: { ...seven, name: 'safelight.session-events', key: 'session', messageBytesMax: 10 * mebibyte },
  /** Runner → reflector: a finished trajectory with its scores; pictures by reference. */
  trajectories: {
    ...seven,
    name: 'safelight.trajectories',
    key: 'photo and instruction hash',
    messageBytesMax: 16 * mebibyte,
  },
  /** Anyone → evaluator: one case of a bulk evaluation, with its two pictures. */
  evaluationRequests: {
    ...seven,
    name: 'safelight.evaluation-requests',
    key: 'tenant',
    messageBytesMax: 16 * mebibyte,
  },
  /** Evaluator → requester: under the id of the request. */
  evaluationResults: { ...seven, name: 'safelight.evaluation-results', key: 'tenant', messageBytesMax: mebibyte },
} as const satisfies Record<string, TopicSpec>;

const deadLetterSuffix = '.dlq';
/** Dead letters wait for a person. */
const deadLetterRetentionMs = 30 * dayMs;
/** Room for the headers that tell what happened. */
const deadLetterRoomBytes = 8 * 1024;

export function deadLetterTopic(topic: string): string {
  return `${topic}${deadLetterSuffix}`;
}

export function isDeadLetterTopic(topic: string): boolean {
  return topic.endsWith(deadLetterSuffix);
}

function deadLetterSpec(spec: TopicSpec): TopicSpec {
  return {
    name: deadLetterTopic(spec.name),
    key: spec.key,
    partitions: 1,
    retentionMs: Math.max(deadLetterRetentionMs, spec.retentionMs),
    messageBytesMax: spec.messageBytesMax + deadLetterRoomBytes,
  };
}

/** A catalogue by name, dead-letter topics included. */
export class TopicCatalogue {
  readonly #specs: ReadonlyMap<string, TopicSpec>;

  constructor(specs: readonly TopicSpec[]) {
    this.#specs = new Map(specs.flatMap((spec) => [spec, deadLetterSpec(spec)]).map((spec) => [spec.name, spec]));
  }

  get all(): readonly TopicSpec[] {
    return [...this.#specs.values()];
  }

  /** Throws `bus.topicUnknown`. */
  get(topic: string): TopicSpec {
    const spec = this.#specs.get(topic);
    if (spec !== undefined) return spec;
    throw new Fault('bus.topicUnknown', `There is no topic “${topic}”. Add it to the catalogue of libs/bus.`, {
      field: 'topic',
    });
  }
}

export const defaultCatalogue = new TopicCatalogue(Object.values(topics));
