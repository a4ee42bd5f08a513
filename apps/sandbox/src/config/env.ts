import { loadConfig, logLevels, type ServiceSecurity } from '@safelight/service-kit';
import { telemetryOf, telemetryVariables, type TelemetrySettings } from '@safelight/service-kit/telemetry/variables';
import { securityOf, securityVariables } from '@safelight/service-kit/variables';
import { z } from 'zod';

const schema = z.object({
  SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(7_005),
  /** Worker threads of the engine; 0 = one per core. */
  SANDBOX_ENGINE_WORKERS: z.coerce.number().int().min(0).max(64).default(0),
  /** `auto` takes a graphics adapter when there is a real one and says in the log what it chose; `gpu` demands one. */
  SAFELIGHT_ENGINE_BACKEND: z.enum(['auto', 'cpu', 'gpu']).default('auto'),
  /** `host:port` of a server of the Open Inference Protocol (gRPC) that runs the networks. Unset = they run here. */
  INFERENCE_ADDRESS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...securityVariables,
  ...telemetryVariables,
});

export type Env = z.output<typeof schema> & {
  readonly security: ServiceSecurity;
  readonly telemetry: TelemetrySettings;
};

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  return { ...env, security: securityOf(env, env.SANDBOX_HOST), telemetry: telemetryOf(env, env.SANDBOX_HOST) };
}
