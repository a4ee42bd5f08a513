import { createLogger, runMain, withTelemetry } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startLocalFleet } from './fleet.ts';

await runMain(createLogger({ name: 'safelight', level: 'info' }), () => {
  const env = readEnv(process.env);
  const logger = createLogger({ name: 'safelight', level: env.LOG_LEVEL });
  return withTelemetry({ name: 'safelight', telemetry: env.telemetry, logger }, () =>
    startLocalFleet({
      dataDir: env.SAFELIGHT_DATA_DIR,
      host: env.SAFELIGHT_HOST,
      httpPort: env.SAFELIGHT_HTTP_PORT,
      grpcPort: env.SAFELIGHT_GRPC_PORT,
      logger,
      backend: env.backend,
    }),
  );
});
