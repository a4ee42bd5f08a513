/** What the extrapolation starts from. Each figure says where it is from; change one, and every line follows. */
import { modelDemand } from '@safelight/autoscale';
import { gatewayTurnsPerRunner, modelTier } from '../model/tier.ts';
import { stepsPerTurn } from '../traces/trace.ts';

export interface Parameter {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

const performance = 'docs/performance.md';
/** Three edits of fixtures/photos (wren, tea-gardens, colosseum) through the API, 13 pictures; rows counted afterwards. */
const counted = 'counted: three edits through the API on the embedded database, 2026-11-21';
const assumed = 'assumed';

export const parameters = {
  editsPerDay: { value: 10e6, unit: '/day', source: 'the question' },
  peak: { value: 3, unit: '× mean', source: `${assumed}: the busiest minutes of an ordinary day` },
  retentionDays: { value: 30, unit: 'days', source: `${assumed}: photos, logs and pictures are kept so long` },
  stepsPerEdit: { value: stepsPerTurn, unit: '', source: `${performance}, the agent: 1.7 steps a turn` },

  stepCoreSeconds: {
    value: 2 * 0.162,
    unit: 'core s',
    source: `${performance}: a step, renders included, 162 ms on two cores`,
  },
  photoMegapixels: { value: 12, unit: 'MP', source: assumed },
  exportCoreSecondsPerMegapixel: {
    value: (34.1 * 2 * 0.935) / (100 * 6),
    unit: 'core s/MP',
    source: `${performance}: 100 photos of 6 MP in 34.1 s on two cores at 93.5 %, JPEG in and out`,
  },
  coreLoad: { value: 0.7, unit: '', source: `${assumed}: cores are planned to be busy so much` },
  coresPerNode: { value: 16, unit: 'vCPU', source: 'm7i.4xlarge' },

  modelSharePercent: {
    value: 100,
    unit: '%',
    source: `${assumed}: steps that a VLM decides; 0 with the embedded planner`,
  },
  modelInSystemPerReplica: {
    value: modelDemand.target,
    unit: 'requests',
    source: 'the shipped target, libs/autoscale',
  },
  modelSecondsAlone: { value: modelTier.secondsAlone, unit: 's', source: 'bench/src/autoscale/model/tier.ts' },
  modelSecondsEach: { value: modelTier.secondsEach, unit: 's', source: 'bench/src/autoscale/model/tier.ts' },
  modelSpareReplicas: {
    value: modelDemand.spareReplicas,
    unit: 'GPUs',
    source: 'the shipped settings, libs/autoscale',
  },

  turnsPerRunner: {
    value: gatewayTurnsPerRunner,
    unit: 'turns',
    source: 'turnsInFlightCount, apps/gateway/src/limits.ts',
  },
  connectionsPerRunner: { value: 10, unit: '', source: 'DATABASE_CONNECTIONS_MAX, docs/operate.md' },

  eventsPerEdit: { value: 41 / 3, unit: 'rows', source: counted },
  eventBytesPerEdit: { value: 64_753 / 3, unit: 'bytes', source: counted },
  messagesPerEdit: { value: 47 / 3, unit: 'messages', source: counted },
  messageBytesPerEdit: { value: 46_912 / 3, unit: 'bytes', source: counted },
  keyRowsPerEdit: { value: 15 / 3, unit: 'rows', source: `${counted}: idempotency keys, kept 24 h` },
  keyBytesPerEdit: { value: 9_260 / 3, unit: 'bytes', source: counted },
  otherRowsPerEdit: {
    value: (13 + 13 + 3 + 3 + 3) / 3,
    unit: 'rows',
    source: `${counted}: pictures, their uses, photo, session, turn`,
  },
  otherBytesPerEdit: { value: (1_583 + 1_557 + 599 + 273 + 2_728) / 3, unit: 'bytes', source: counted },
  rewritesPerEdit: {
    value: 20,
    unit: 'rows',
    source: `${assumed}: leases, states, usage; outbox rows that leave count apart`,
  },
  indexFactor: { value: 2, unit: '×', source: `${assumed}: a row with its indexes and what vacuum has not yet taken` },

  originalBytes: { value: 4e6, unit: 'bytes', source: `${assumed}: a JPEG of 12 MP` },
  pictureBytes: { value: (5_683_187 - 3_020_496) / 13, unit: 'bytes', source: `${counted}: 13 pictures of steps` },
  exportBytes: { value: 3e6, unit: 'bytes', source: `${assumed}: the edited JPEG, made on demand and not kept` },

  kafkaRetentionDays: { value: 7, unit: 'days', source: 'libs/bus/README.md' },
  kafkaCopies: { value: 3, unit: '', source: 'KAFKA_REPLICAS, docs/operate.md' },
  consumedPerPartition: {
    value: 142_000 / 12,
    unit: '/s',
    source: 'docs/decisions/2026-11-21-kafka-client.md: 142,000 /s on 12',
  },
  handlerMs: { value: 5, unit: 'ms', source: `${assumed}: what a consumer of session events does with one` },

  gpuHour: { value: 1.006, unit: '$', source: 'g5.xlarge (24 GB), us-east-1, on demand, 2026-06, factualminds.com' },
  vcpuHour: {
    value: 0.2016 / 4,
    unit: '$',
    source: 'm7i.xlarge, us-east-1, on demand, 2026, c3x.dev/blog/m5-vs-m6i-vs-m7i',
  },
  blobMonthGb: {
    value: 0.023,
    unit: '$',
    source: 'S3 Standard, us-east-1, devnotes.tech (first 50 TB; more is cheaper)',
  },
  putThousand: { value: 0.005, unit: '$', source: 'S3 PUT, devnotes.tech' },
  databaseMonthGb: { value: 0.115, unit: '$', source: 'RDS gp3, us-east-1, 2026-06, usage.ai' },
  egressGb: { value: 0.07, unit: '$', source: 'data transfer out, 50 to 150 TB a month, devnotes.tech' },
} as const satisfies Record<string, Parameter>;

export type Values = { readonly [Name in keyof typeof parameters]: number };

export const values = Object.fromEntries(
  Object.entries(parameters).map(([name, { value }]) => [name, value]),
) as unknown as Values;
