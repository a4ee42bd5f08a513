import type { Bus, KafkaAccess } from '@safelight/bus';
import type { RemoteModels } from '@safelight/inference-client';
import {
  implement,
  startService,
  type Logger,
  type RunningService,
  type ServiceSecurity,
} from '@safelight/service-kit';
import { evaluatorContract } from '@safelight/wire';
import type { Backend } from './backend/backend.ts';
import { MetricsBackend } from './backend/metrics.ts';
import { Calibrator } from './calibration/calibrator.ts';
import { startBulk } from './bulk/bulk.ts';
import { CalibrationStore } from './calibration/store.ts';
import type { JudgeSettings, OpenAiSettings } from './config/judge.ts';
import type { Context } from './context.ts';
import { createEvents } from './events.ts';
import { calibrate } from './rpc/calibrate.ts';
import { compare } from './rpc/compare.ts';
import { evaluate } from './rpc/evaluate.ts';
import { evaluateBatch } from './rpc/evaluateBatch.ts';
import { getCalibration } from './rpc/getCalibration.ts';
import { listCalibrations } from './rpc/listCalibrations.ts';

export interface EvaluatorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** How callers show that they belong here. Default: none. */
  readonly security?: ServiceSecurity;
  readonly logger: Logger;
  /** Where calibrations are kept; null (the default) = this evaluator learns nothing and gives raw scores. */
  readonly dataDir?: string | null;
  /** Who judges; default: measured figures, raw. Code of hosted models is loaded only when one is named. */
  readonly judge?: JudgeSettings;
  /** The server that runs the networks. Default: they run here. */
  readonly models?: RemoteModels | undefined;
  /** For bulk evaluation; default: none, and nothing but gRPC is answered. */
  readonly kafka?: KafkaAccess;
  /** Threads of the `metrics` back end; default: half of the cores, at least 1. */
  readonly threads?: number;
}

const embedded: JudgeSettings = { standing: 'metrics', openai: null, calibration: null };

/**
 * Starts the evaluator; disposing the result stops it.
 * @throws Fault `calibration.notFound` when the one to apply is not there
 */
export async function startEvaluator(options: EvaluatorOptions): Promise<RunningService> {
  const { logger, dataDir = null, judge = embedded, models, threads, kafka, ...listen } = options;
  const { standing, openai, calibration } = judge;
  const events = createEvents(logger);
  const store = dataDir === null ? null : new CalibrationStore(dataDir);
  const calibrator = new Calibrator(store, calibration, events);
  if (calibration !== null) await calibrator.get(calibration);
  await using opening = new AsyncDisposableStack();
  const metrics = opening.use(new MetricsBackend({ threads, models }));
  const hosted = openai === null ? {} : { openai: opening.use(await openHosted(openai)) };
  const context: Context = { events, backends: { metrics, ...hosted }, standing, calibrator };
  const implementation = implement(evaluatorContract, {
    evaluate: (request, call) => evaluate(context, request, call),
    compare: (request, call) => compare(context, request, call),
    evaluateBatch: (request, call) => evaluateBatch(context, request, call),
    calibrate: (request) => calibrate(context, request),
    getCalibration: (request) => getCalibration(context, request),
    listCalibrations: () => listCalibrations(context),
  });
  if (kafka !== undefined) {
    const bus = opening.use(await openBus(kafka, logger));
    opening.use(startBulk(context, bus));
  }
  const service = await startService({ name: 'evaluator', implementations: [implementation], logger, ...listen });
  const open = opening.move();
  return {
    ...service,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await open.disposeAsync();
    },
  };
}

async function openBus(kafka: KafkaAccess, logger: Logger): Promise<Bus> {
  const { openKafkaBus } = await import('./bulk/kafka.ts');
  const bus = openKafkaBus({ ...kafka, clientId: 'safelight-evaluator', logger });
  await bus.prepareTopics();
  return bus;
}

async function openHosted(settings: OpenAiSettings): Promise<Backend> {
  const { OpenAiBackend } = await import('./backend/openai/openai.ts');
  return new OpenAiBackend(settings);
}
