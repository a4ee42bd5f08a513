import { createLogger, runMain, withTelemetry } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startInference } from './service.ts';

await runMain(createLogger({ name: 'inference', level: 'info' }), () => {
  const env = readEnv(process.env);
  const logger = createLogger({ name: 'inference', level: env.LOG_LEVEL });
  return withTelemetry({ name: 'inference', telemetry: env.telemetry, logger }, () =>
    startInference({
      repository: env.INFERENCE_MODEL_REPOSITORY,
      models: env.INFERENCE_MODELS,
      host: env.INFERENCE_HOST,
      port: env.INFERENCE_PORT,
      httpPort: env.INFERENCE_HTTP_PORT,
      security: env.security,
      requestBytesMax: env.INFERENCE_REQUEST_BYTES_MAX,
      pendingBytesMax: env.INFERENCE_PENDING_BYTES_MAX,
      queueLengthMax: env.INFERENCE_QUEUE_LENGTH_MAX,
      cacheBytes: env.INFERENCE_CACHE_BYTES,
      runTimeoutMs: env.INFERENCE_RUN_TIMEOUT_MS,
      logger,
    }),
  );
});
