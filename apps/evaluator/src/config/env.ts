import type { KafkaAccess } from '@safelight/bus';
import { kafkaOf, kafkaVariables } from '@safelight/bus/kafka/variables';
import { loadConfig, logLevels, type ServiceSecurity } from '@safelight/service-kit';
import { telemetryOf, telemetryVariables, type TelemetrySettings } from '@safelight/service-kit/telemetry/variables';
import { securityOf, securityVariables } from '@safelight/service-kit/variables';
import { z } from 'zod';
import { readJudgeSettings, type JudgeSettings } from './judge.ts';

const schema = z.object({
  EVALUATOR_HOST: z.string().min(1).default('127.0.0.1'),
  EVALUATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(7_003),
  /** Where calibrations are kept. */
  EVALUATOR_DATA_DIR: z.string().min(1).default('data/evaluator'),
  /** With brokers it answers bulk evaluation over Kafka as well. */
  ...kafkaVariables,
  /** Threads of the `metrics` back end; absent = half of the cores. */
  EVALUATOR_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  /** `host:port` of a server of the Open Inference Protocol (gRPC) that runs the networks. Unset = they run here. */
  INFERENCE_ADDRESS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...securityVariables,
  ...telemetryVariables,
});

export type Env = z.output<typeof schema> & {
  readonly judge: JudgeSettings;
  readonly security: ServiceSecurity;
  readonly telemetry: TelemetrySettings;
  readonly kafka: KafkaAccess | null;
};

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  return {
    ...{ ...env, kafka: kafkaOf(env) },
    ...{
      judge: readJudgeSettings(environment),
      security: securityOf(env, env.EVALUATOR_HOST),
      telemetry: telemetryOf(env, env.EVALUATOR_HOST),
    },
  };
}
