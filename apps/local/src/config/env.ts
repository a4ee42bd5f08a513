import { readBackendSettings, type BackendSettings } from '@safelight/policy/config';
import { loadConfig, logLevels } from '@safelight/service-kit';
import { telemetryOf, telemetryVariables, type TelemetrySettings } from '@safelight/service-kit/telemetry/variables';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  SAFELIGHT_DATA_DIR: z.string().min(1).default('data'),
  SAFELIGHT_HOST: z.string().min(1).default('127.0.0.1'),
  SAFELIGHT_HTTP_PORT: port.default(8_080),
  SAFELIGHT_GRPC_PORT: port.default(0),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...telemetryVariables,
});

export type Env = z.output<typeof schema> & {
  readonly backend: BackendSettings;
  readonly telemetry: TelemetrySettings;
};

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  return { ...env, backend: readBackendSettings(environment), telemetry: telemetryOf(env, env.SAFELIGHT_HOST) };
}
