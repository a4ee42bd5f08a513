/** Edits a day → what must be there. Arithmetic only; every line is a formula over the parameters. */
import type { Values } from './parameters.ts';

export interface Line {
  readonly what: string;
  readonly how: string;
  readonly mean: number;
  /** null: it does not follow the hour of the day. */
  readonly peak: number | null;
  readonly unit: string;
}

export interface Cost {
  readonly what: string;
  readonly how: string;
  readonly dollarsAMonth: number;
}

export interface Estimate {
  readonly lines: readonly Line[];
  readonly costs: readonly Cost[];
  readonly dollarsPerThousandEdits: number;
}

const daySeconds = 86_400;
const monthDays = 30;
const monthHours = 730;
const gb = 1e9;

export function estimate(v: Values): Estimate {
  const edits = v.editsPerDay / daySeconds;
  const steps = edits * v.stepsPerEdit;
  const modelSteps = (steps * v.modelSharePercent) / 100;
  const replySeconds = v.modelSecondsAlone + v.modelInSystemPerReplica * v.modelSecondsEach;
  const perGpu = v.modelInSystemPerReplica / replySeconds;
  const turnSeconds = v.stepsPerEdit * (v.stepCoreSeconds / 2 + (v.modelSharePercent / 100) * replySeconds);
  const coreSecondsPerEdit = v.stepsPerEdit * v.stepCoreSeconds + v.photoMegapixels * v.exportCoreSecondsPerMegapixel;
  const inserts = v.eventsPerEdit + v.messagesPerEdit + v.keyRowsPerEdit + v.otherRowsPerEdit;
  // What was published leaves the outbox, keys leave after a day.
  const writes = inserts + v.messagesPerEdit + v.keyRowsPerEdit + v.rewritesPerEdit;
  const keptBytes = v.eventBytesPerEdit + v.otherBytesPerEdit;
  const passingBytes = v.keyBytesPerEdit;
  const databaseGb = (v.indexFactor * v.editsPerDay * (keptBytes * v.retentionDays + passingBytes)) / gb;
  const pictures = 1 + v.stepsPerEdit;
  const blobBytes = v.originalBytes + pictures * v.pictureBytes;
  const blobGb = (v.editsPerDay * v.retentionDays * blobBytes) / gb;
  const egressBytes = v.exportBytes + pictures * v.pictureBytes;
  const kafkaGb = (v.editsPerDay * v.kafkaRetentionDays * v.messageBytesPerEdit * v.kafkaCopies) / gb;
  const cores = (edits * coreSecondsPerEdit) / v.coreLoad;
  const gpus = modelSteps > 0 ? modelSteps / perGpu + v.modelSpareReplicas : 0;
  const gpusPeak = modelSteps > 0 ? (v.peak * modelSteps) / perGpu + v.modelSpareReplicas : 0;
  const runners = (edits * turnSeconds) / v.turnsPerRunner;
  const eventsPerPartition = Math.min(v.consumedPerPartition, 1000 / v.handlerMs);

  const line = (what: string, how: string, mean: number, unit: string, peak: number | null = mean * v.peak): Line => ({
    what,
    how,
    mean,
    peak,
    unit,
  });
  const lines = [
    line('edits', 'editsPerDay ÷ 86,400 s', edits, '/s'),
    line('steps', '× stepsPerEdit', steps, '/s'),
    line('cores (vCPU)', 'edits × (steps × stepCoreSeconds + MP × export) ÷ coreLoad', cores, ''),
    line('nodes for cores', '÷ coresPerNode', cores / v.coresPerNode, ''),
    line('GPUs of 24 GB', 'steps ÷ (target ÷ reply at target) + spare', gpus, '', gpusPeak),
    line('turns at once', 'edits × steps × (render + reply)', edits * turnSeconds, ''),
    line('session runners', '÷ turnsPerRunner', runners, ''),
    line('database connections of runners', '× connectionsPerRunner', runners * v.connectionsPerRunner, ''),
    line('rows written', 'edits × (inserts, what leaves, rewrites)', edits * writes, '/s'),
    line(
      'rows kept',
      'edits × (events + pictures, photo, session, turn) × days',
      (v.editsPerDay * v.retentionDays * (v.eventsPerEdit + v.otherRowsPerEdit)) / 1e9,
      '× 10⁹',
      null,
    ),
    line('database', 'bytes of rows × indexFactor', databaseGb / 1000, 'TB', null),
    line('messages', 'edits × messagesPerEdit', edits * v.messagesPerEdit, '/s'),
    line('Kafka', 'bytes of messages × 7 days × copies', kafkaGb / 1000, 'TB', null),
    line(
      'partitions of session events',
      'events ÷ what one consumer handles',
      Math.ceil((edits * v.eventsPerEdit) / eventsPerPartition),
      '',
      Math.ceil((v.peak * edits * v.eventsPerEdit) / eventsPerPartition),
    ),
    line('pictures and originals', 'edits × (original + pictures) × days', blobGb / 1000, 'TB', null),
    line('uploads', 'edits × originalBytes', (8 * edits * v.originalBytes) / 1e9, 'Gbit/s'),
    line('downloads', 'edits × (export + pictures)', (8 * edits * egressBytes) / 1e9, 'Gbit/s'),
  ];
  const monthEdits = v.editsPerDay * monthDays;
  const costs: readonly Cost[] = [
    { what: 'GPUs', how: 'mean × 730 h × gpuHour', dollarsAMonth: gpus * monthHours * v.gpuHour },
    { what: 'cores', how: 'mean × 730 h × vcpuHour', dollarsAMonth: cores * monthHours * v.vcpuHour },
    { what: 'pictures and originals', how: 'GB × blobMonthGb', dollarsAMonth: blobGb * v.blobMonthGb },
    {
      what: 'writing them',
      how: 'objects × putThousand ÷ 1000',
      dollarsAMonth: (monthEdits * (1 + pictures) * v.putThousand) / 1000,
    },
    {
      what: 'database, two copies',
      how: '2 × GB × databaseMonthGb',
      dollarsAMonth: 2 * databaseGb * v.databaseMonthGb,
    },
    { what: 'Kafka’s disks', how: 'GB × databaseMonthGb', dollarsAMonth: kafkaGb * v.databaseMonthGb },
    { what: 'downloads', how: 'GB × egressGb', dollarsAMonth: ((monthEdits * egressBytes) / gb) * v.egressGb },
  ];
  const total = costs.reduce((sum, { dollarsAMonth }) => sum + dollarsAMonth, 0);
  return { lines, costs, dollarsPerThousandEdits: (1000 * total) / monthEdits };
}
