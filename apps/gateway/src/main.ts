import { createLogger, runMain } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startGateway } from './service.ts';

await runMain(createLogger({ name: 'gateway', level: 'info' }), () => {
  const env = readEnv(process.env);
  return startGateway({
    dataDir: env.GATEWAY_DATA_DIR,
    host: env.GATEWAY_HOST,
    httpPort: env.GATEWAY_HTTP_PORT,
    grpcPort: env.GATEWAY_GRPC_PORT,
    neighbours: async () => ({
      sandbox: env.SANDBOX_ADDRESS,
      policy: env.POLICY_ADDRESS,
      evaluator: env.EVALUATOR_ADDRESS,
      reflector: env.REFLECTOR_ADDRESS,
    }),
    logger: createLogger({ name: 'gateway', level: env.LOG_LEVEL }),
    ...(env.GATEWAY_DATABASE_TEMPLATE_DIR === undefined
      ? {}
      : { databaseTemplateDir: env.GATEWAY_DATABASE_TEMPLATE_DIR }),
  });
});
