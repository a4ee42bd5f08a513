import { Fault } from '@safelight/core';
import { createLogger, runMain } from '@safelight/service-kit';
import type { RunningService } from '@safelight/service-kit';
import { migrate } from './commands/migrate.ts';
import { readEnv, readMigrationEnv } from './config/env.ts';
import { startGateway } from './service.ts';

const logger = createLogger({ name: 'gateway', level: 'info' });

function serve(): Promise<RunningService> {
  const env = readEnv(process.env);
  return startGateway({
    ...{ storage: env.storage, roles: env.GATEWAY_ROLES, egress: env.egress, security: env.security },
    logger: createLogger({ name: 'gateway', level: env.LOG_LEVEL }),
    ...(env.KAFKA_BROKERS !== undefined && { bus: { brokers: env.KAFKA_BROKERS, replicas: env.KAFKA_REPLICAS } }),
    host: env.GATEWAY_HOST,
    httpPort: env.GATEWAY_HTTP_PORT,
    grpcPort: env.GATEWAY_GRPC_PORT,
    neighbours: async () => ({
      sandbox: env.SANDBOX_ADDRESS,
      policy: env.POLICY_ADDRESS,
      evaluator: env.EVALUATOR_ADDRESS,
      reflector: env.REFLECTOR_ADDRESS,
    }),
  });
}

await runMain(logger, async () => {
  const [command = 'serve'] = process.argv.slice(2);
  switch (command) {
    case 'serve':
      return serve();
    case 'migrate': {
      const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: loginUrl } = readMigrationEnv(process.env);
      await migrate({ ownerUrl, loginUrl }, logger);
      return null;
    }
    default:
      throw new Fault('config.invalid', `There is no command "${command}". Use serve (the default) or migrate.`);
  }
});
