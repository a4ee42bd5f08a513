import { createLogger, loadConfig, runMain } from '@safelight/service-kit';
import { environmentSchema } from './config/env.ts';
import { startReflector } from './service.ts';

const config = loadConfig(environmentSchema, process.env);
const logger = createLogger({ name: 'reflector', level: config.SAFELIGHT_LOG_LEVEL });
await runMain(logger, () =>
  startReflector({
    host: config.SAFELIGHT_REFLECTOR_HOST,
    port: config.SAFELIGHT_REFLECTOR_PORT,
    logger,
    dataDir: config.SAFELIGHT_REFLECTOR_DATA,
    marginMin: config.SAFELIGHT_REFLECTOR_MARGIN_MIN,
  }),
);
