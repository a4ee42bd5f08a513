import { loadConfig, logLevels, type ServiceSecurity } from '@safelight/service-kit';
import { telemetryOf, telemetryVariables, type TelemetrySettings } from '@safelight/service-kit/telemetry/variables';
import { securityOf, securityVariables } from '@safelight/service-kit/variables';
import { z } from 'zod';
import { readBackendSettings, type BackendSettings } from './backend.ts';

const schema = z.object({
  POLICY_HOST: z.string().min(1).default('127.0.0.1'),
  POLICY_PORT: z.coerce.number().int().min(0).max(65_535).default(7_002),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...securityVariables,
  ...telemetryVariables,
});

export type Env = z.output<typeof schema> & {
  readonly backend: BackendSettings;
  readonly security: ServiceSecurity;
  readonly telemetry: TelemetrySettings;
};

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  return {
    ...env,
    backend: readBackendSettings(environment),
    security: securityOf(env, env.POLICY_HOST),
    telemetry: telemetryOf(env, env.POLICY_HOST),
  };
}
