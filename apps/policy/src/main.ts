import { createLogger, runMain, withTelemetry } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startPolicy } from './service.ts';

await runMain(createLogger({ name: 'policy', level: 'info' }), () => {
  const env = readEnv(process.env);
  const { POLICY_HOST: host, POLICY_PORT: port, LOG_LEVEL: level, backend, security, telemetry } = env;
  const logger = createLogger({ name: 'policy', level });
  return withTelemetry({ name: 'policy', telemetry, logger }, () =>
    startPolicy({ host, port, security, logger, backend }),
  );
});
