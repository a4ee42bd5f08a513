import { createLogger, loadConfig, runMain } from '@safelight/service-kit';
import { environmentSchema } from './config/env.ts';
import { startSandbox } from './service.ts';

const config = loadConfig(environmentSchema, process.env);
const logger = createLogger({ name: 'sandbox', level: config.SAFELIGHT_LOG_LEVEL });
const workers = config.SAFELIGHT_SANDBOX_ENGINE_WORKERS;
await runMain(logger, () =>
  startSandbox({
    host: config.SAFELIGHT_SANDBOX_HOST,
    port: config.SAFELIGHT_SANDBOX_PORT,
    logger,
    ...(workers === 0 ? {} : { engineWorkers: workers }),
  }),
);
