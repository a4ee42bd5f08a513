import { loadConfig, logLevels, type ServiceSecurity } from '@safelight/service-kit';
import { securityOf, securityVariables } from '@safelight/service-kit/variables';
import { z } from 'zod';
import { readJudgeSettings, type JudgeSettings } from './judge.ts';

const schema = z.object({
  EVALUATOR_HOST: z.string().min(1).default('127.0.0.1'),
  EVALUATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(7_003),
  /** Where calibrations are kept. */
  EVALUATOR_DATA_DIR: z.string().min(1).default('data/evaluator'),
  /** `host:port`, several with commas between: answers bulk evaluation over Kafka as well. */
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s:,]+:\d+(,[^\s:,]+:\d+)*$/, 'must be host:port, several with commas between')
    .transform((text) => text.split(','))
    .optional(),
  /** Threads of the `metrics` back end; absent = half of the cores. */
  EVALUATOR_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...securityVariables,
});

export type Env = z.output<typeof schema> & { readonly judge: JudgeSettings; readonly security: ServiceSecurity };

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  return { ...env, judge: readJudgeSettings(environment), security: securityOf(env, env.EVALUATOR_HOST) };
}
