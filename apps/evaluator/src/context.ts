import { Fault } from '@safelight/core';
import type { EvaluatorBackend, Judge } from '@safelight/wire';
import type { Backend } from './backend/backend.ts';
import type { Calibrator } from './calibration/calibrator.ts';
import type { Events } from './events.ts';

/** What the RPCs share. */
export interface Context {
  readonly events: Events;
  readonly backends: Partial<Readonly<Record<EvaluatorBackend, Backend>>>;
  /** Answers where a request names no back end. */
  readonly standing: EvaluatorBackend;
  readonly calibrator: Calibrator;
}

/** @throws Fault `config.invalid` for a back end that this service was started without */
export function backendFor({ backends, standing }: Context, judge: Judge | undefined): Backend {
  const name = judge?.backend ?? standing;
  const backend = backends[name];
  if (backend !== undefined) return backend;
  const message = `This evaluator was started without its "${name}" back end. Leave judge.backend out, or configure it (docs/guides/evaluator-metric.md).`;
  throw new Fault('config.invalid', message, { field: 'judge.backend' });
}
