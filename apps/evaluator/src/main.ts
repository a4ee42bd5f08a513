import { remoteModels } from '@safelight/inference-client';
import { createLogger, runMain, withTelemetry } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startEvaluator } from './service.ts';

await runMain(createLogger({ name: 'evaluator', level: 'info' }), () => {
  const env = readEnv(process.env);
  const logger = createLogger({ name: 'evaluator', level: env.LOG_LEVEL });
  return withTelemetry({ name: 'evaluator', telemetry: env.telemetry, logger }, () =>
    startEvaluator({
      host: env.EVALUATOR_HOST,
      port: env.EVALUATOR_PORT,
      security: env.security,
      logger,
      dataDir: env.EVALUATOR_DATA_DIR,
      judge: env.judge,
      models: remoteModels(env.INFERENCE_ADDRESS, env.security),
      ...(env.kafka === null ? {} : { kafka: env.kafka }),
      ...(env.EVALUATOR_THREADS === undefined ? {} : { threads: env.EVALUATOR_THREADS }),
    }),
  );
});
