import { createLogger, runMain } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startPolicy } from './service.ts';

await runMain(createLogger({ name: 'policy', level: 'info' }), () => {
  const { POLICY_HOST: host, POLICY_PORT: port, LOG_LEVEL: level, backend, security } = readEnv(process.env);
  return startPolicy({ host, port, security, logger: createLogger({ name: 'policy', level }), backend });
});
