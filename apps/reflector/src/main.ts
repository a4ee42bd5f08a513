import { createLogger, runMain } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startReflector } from './service.ts';

await runMain(createLogger({ name: 'reflector', level: 'info' }), () => {
  const env = readEnv(process.env);
  return startReflector({
    dataDir: env.REFLECTOR_DATA_DIR,
    marginMin: env.REFLECTOR_MARGIN_MIN,
    host: env.REFLECTOR_HOST,
    port: env.REFLECTOR_PORT,
    security: env.security,
    teacher: env.teacher,
    logger: createLogger({ name: 'reflector', level: env.LOG_LEVEL }),
  });
});
