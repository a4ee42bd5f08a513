import { Fault } from '@safelight/core';
import { createLogger, runMain } from '@safelight/service-kit';
import type { RunningService } from '@safelight/service-kit';
import { bootstrap } from './commands/bootstrap.ts';
import { migrate } from './commands/migrate.ts';
import { readDatabaseEnv, readEnv, readMigrationEnv } from './config/env.ts';
import { startGateway } from './service.ts';

const logger = createLogger({ name: 'gateway', level: 'info' });

function serve(): Promise<RunningService> {
  const env = readEnv(process.env);
  return startGateway({
    ...{ storage: env.storage, roles: env.GATEWAY_ROLES, egress: env.egress, security: env.security },
    logger: createLogger({ name: 'gateway', level: env.LOG_LEVEL }),
    ...(env.kafka !== null && { bus: { ...env.kafka, replicas: env.KAFKA_REPLICAS } }),
    edge: {
      behindTls: env.GATEWAY_BEHIND_TLS,
      corsOrigins: env.GATEWAY_CORS_ORIGINS,
      trustedProxies: env.GATEWAY_TRUSTED_PROXIES,
    },
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
  const [command = 'serve', ...args] = process.argv.slice(2);
  switch (command) {
    case 'serve':
      return serve();
    case 'migrate': {
      const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: loginUrl } = readMigrationEnv(process.env);
      await migrate({ ownerUrl, loginUrl }, logger);
      return null;
    }
    case 'bootstrap':
      await bootstrap(readDatabaseEnv(process.env).DATABASE_URL, args);
      return null;
    default:
      throw new Fault(
        'config.invalid',
        `There is no command "${command}". Use serve (the default), migrate or bootstrap.`,
      );
  }
});
