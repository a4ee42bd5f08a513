import { createLogger, runMain } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startPolicy } from './service.ts';

await runMain(createLogger({ name: 'policy', level: 'info' }), () => {
  const env = readEnv(process.env);
  const logger = createLogger({ name: 'policy', level: env.LOG_LEVEL });
  return startPolicy({ host: env.POLICY_HOST, port: env.POLICY_PORT, logger });
});
