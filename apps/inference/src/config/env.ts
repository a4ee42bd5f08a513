import { fileURLToPath } from 'node:url';
import { loadConfig, logLevels, type ServiceSecurity } from '@safelight/service-kit';
import { telemetryOf, telemetryVariables, type TelemetrySettings } from '@safelight/service-kit/telemetry/variables';
import { securityOf, securityVariables } from '@safelight/service-kit/variables';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const mebibyte = 1024 * 1024;
const bytes = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 40);

/** The project's own models. */
const ownModels = fileURLToPath(new URL('../../models', import.meta.url));

const schema = z.object({
  INFERENCE_HOST: z.string().min(1).default('127.0.0.1'),
  /** gRPC. */
  INFERENCE_PORT: port.default(7_006),
  /** REST and metrics. */
  INFERENCE_HTTP_PORT: port.default(7_007),
  /** Folder of `<model>/<version>/model.onnx`. */
  INFERENCE_MODEL_REPOSITORY: z.string().min(1).default(ownModels),
  /** Names with commas between that are loaded at the start; unset = all, `none` = none. */
  INFERENCE_MODELS: z
    .string()
    .transform((text) => (text === 'none' ? [] : text.split(',').map((name) => name.trim())))
    .optional(),
  /** Of one request. */
  INFERENCE_REQUEST_BYTES_MAX: bytes.max(512 * mebibyte).default(64 * mebibyte),
  /** Tensors that wait or run, over all models. */
  INFERENCE_PENDING_BYTES_MAX: bytes.default(1024 * mebibyte),
  /** Requests that wait for one model; a model's own max_queue_size may be less. */
  INFERENCE_QUEUE_LENGTH_MAX: z.coerce.number().int().min(1).max(1_000_000).default(1_000),
  /** For all models whose configuration asks for a response cache. */
  INFERENCE_CACHE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(64 * mebibyte),
  /** A run that takes longer ends its thread. */
  INFERENCE_RUN_TIMEOUT_MS: z.coerce.number().int().min(10).max(3_600_000).default(60_000),
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
  return { ...env, security: securityOf(env, env.INFERENCE_HOST), telemetry: telemetryOf(env, env.INFERENCE_HOST) };
}
