import { createLogger, runMain, withTelemetry } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startReflector } from './service.ts';

await runMain(createLogger({ name: 'reflector', level: 'info' }), () => {
  const env = readEnv(process.env);
  const logger = createLogger({ name: 'reflector', level: env.LOG_LEVEL });
  return withTelemetry({ name: 'reflector', telemetry: env.telemetry, logger }, () =>
    startReflector({
      dataDir: env.REFLECTOR_DATA_DIR,
      marginMin: env.REFLECTOR_MARGIN_MIN,
      host: env.REFLECTOR_HOST,
      port: env.REFLECTOR_PORT,
      security: env.security,
      teacher: env.teacher,
      logger,
    }),
  );
});
