import { remoteModels } from '@safelight/inference-client';
import { createLogger, runMain, withTelemetry } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startSandbox } from './service.ts';

await runMain(createLogger({ name: 'sandbox', level: 'info' }), () => {
  const env = readEnv(process.env);
  const logger = createLogger({ name: 'sandbox', level: env.LOG_LEVEL });
  const workers = env.SANDBOX_ENGINE_WORKERS;
  return withTelemetry({ name: 'sandbox', telemetry: env.telemetry, logger }, () =>
    startSandbox({
      host: env.SANDBOX_HOST,
      port: env.SANDBOX_PORT,
      security: env.security,
      logger,
      engineWorkers: workers === 0 ? undefined : workers,
      engineBackend: env.SAFELIGHT_ENGINE_BACKEND,
      models: remoteModels(env.INFERENCE_ADDRESS, env.security),
    }),
  );
});
