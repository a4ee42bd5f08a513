import { loadConfig, logLevels, type ServiceSecurity } from '@safelight/service-kit';
import { telemetryOf, telemetryVariables, type TelemetrySettings } from '@safelight/service-kit/telemetry/variables';
import { securityOf, securityVariables } from '@safelight/service-kit/variables';
import { vlmSettingsOf, vlmVariables, type VlmSettings } from '@safelight/vlm/variables';
import { z } from 'zod';
import { reflectorLimits } from '../limits.ts';

const prefix = 'REFLECTOR_OPENAI_';

const schema = z.object({
  REFLECTOR_DATA_DIR: z.string().min(1).default('data/reflector'),
  REFLECTOR_HOST: z.string().min(1).default('127.0.0.1'),
  REFLECTOR_PORT: z.coerce.number().int().min(0).max(65_535).default(7_004),
  /** Difference of aesthetic + instruction that makes a pair. */
  REFLECTOR_MARGIN_MIN: z.coerce.number().min(0).max(8).default(reflectorLimits.marginMinDefault),
  /** Who explains why one edit is worse: measured figures alone, or a hosted model that looks at the pictures. */
  REFLECTOR_TEACHER: z.enum(['embedded', 'openai']).default('embedded'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  ...securityVariables,
  ...telemetryVariables,
  ...vlmVariables(prefix),
});

export type Env = z.output<typeof schema> & {
  /** Null for the embedded one. */
  readonly teacher: VlmSettings | null;
  readonly security: ServiceSecurity;
  readonly telemetry: TelemetrySettings;
};

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readEnv(environment: NodeJS.ProcessEnv): Env {
  const env = loadConfig(schema, environment);
  const teacher = env.REFLECTOR_TEACHER === 'openai' ? vlmSettingsOf(env, prefix) : null;
  return {
    ...env,
    teacher,
    security: securityOf(env, env.REFLECTOR_HOST),
    telemetry: telemetryOf(env, env.REFLECTOR_HOST),
  };
}
