import { createLogger, runMain } from '@safelight/service-kit';
import { readEnv } from './config/env.ts';
import { startGateway } from './service.ts';

await runMain(createLogger({ name: 'gateway', level: 'info' }), () => {
  const env = readEnv(process.env);
  return startGateway({
    ...{ storage: env.storage, roles: env.GATEWAY_ROLES, egress: env.egress, security: env.security },
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
  });
});
