import { Fault } from '@safelight/core';
import { createLogger, runMain, withTelemetry } from '@safelight/service-kit';
import { bootstrap } from './commands/bootstrap.ts';
import { migrate } from './commands/migrate.ts';
import { readDatabaseEnv, readEnv, readMigrationEnv } from './config/env.ts';
import { startGateway } from './service.ts';

const ownLogger = createLogger({ name: 'gateway', level: 'info' });

function serve(): Promise<AsyncDisposable> {
  const env = readEnv(process.env);
  const logger = createLogger({ name: 'gateway', level: env.LOG_LEVEL });
  return withTelemetry({ name: 'gateway', telemetry: env.telemetry, logger }, () =>
    startGateway({
      ...{ storage: env.storage, roles: env.GATEWAY_ROLES, egress: env.egress, security: env.security },
      logger,
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
    }),
  );
}

await runMain(ownLogger, async () => {
  const [command = 'serve', ...args] = process.argv.slice(2);
  switch (command) {
    case 'serve':
      return serve();
    case 'migrate': {
      const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: loginUrl } = readMigrationEnv(process.env);
      await migrate({ ownerUrl, loginUrl }, ownLogger);
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
