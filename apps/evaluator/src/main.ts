import { createLogger, loadConfig, runMain } from '@safelight/service-kit';
import { environmentSchema } from './config/env.ts';
import { startEvaluator } from './service.ts';

const config = loadConfig(environmentSchema, process.env);
const logger = createLogger({ name: 'evaluator', level: config.SAFELIGHT_LOG_LEVEL });
await runMain(logger, () =>
  startEvaluator({ host: config.SAFELIGHT_EVALUATOR_HOST, port: config.SAFELIGHT_EVALUATOR_PORT, logger }),
);
