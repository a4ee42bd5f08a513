import { Fault } from '@safelight/core';
import { loadConfig, logLevels } from '@safelight/service-kit';
import { vlmSettingsOf, vlmVariables } from '@safelight/vlm/variables';
import { z } from 'zod';
import type { OpenAiSettings } from '../backend/openai/openai.ts';
import { backends, styles } from './names.ts';

const prefix = 'EVALUATOR_OPENAI_';

const schema = z.object({
  EVALUATOR_HOST: z.string().min(1).default('127.0.0.1'),
  EVALUATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(7_003),
  /** Where calibrations are kept. */
  EVALUATOR_DATA_DIR: z.string().min(1).default('data/evaluator'),
  /** Answers where a request names no back end. `openai` is there when its model is named. */
  EVALUATOR_BACKEND: z.enum(backends).default('metrics'),
  /** Applied where a request names none; absent = raw scores. */
  EVALUATOR_CALIBRATION: z.string().min(1).optional(),
  /** Threads of the `metrics` back end; absent = half of the cores. */
  EVALUATOR_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  EVALUATOR_OPENAI_STYLE: z.enum(styles).default('grm'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...vlmVariables(prefix),
});

export type Env = z.output<typeof schema> & { readonly openai: OpenAiSettings | null };

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  const named = env.EVALUATOR_OPENAI_BASE_URL !== undefined || env.EVALUATOR_OPENAI_MODEL !== undefined;
  if (!named && env.EVALUATOR_BACKEND === 'openai') {
    const field = 'EVALUATOR_OPENAI_BASE_URL';
    throw new Fault('config.invalid', `${field} is missing. Name the server and the model.`, { field });
  }
  return { ...env, openai: named ? { vlm: vlmSettingsOf(env, prefix), style: env.EVALUATOR_OPENAI_STYLE } : null };
}
