import { join } from 'node:path';
import { startLocalFleet } from '@safelight/local';
import { createLogger, runUntilSignal, type LogLevel } from '@safelight/service-kit';
import pc from 'picocolors';
import { defaultDataDir, judgeSettings, policyBackend } from '../config/env.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly data?: string;
  readonly logLevel: LogLevel;
}

/** All services in one process until SIGINT or SIGTERM. */
export async function serve(options: ServeOptions): Promise<void> {
  const logger = createLogger({ name: 'safelight', level: options.logLevel });
  const dataDir = options.data ?? defaultDataDir();
  await runUntilSignal(logger, async () => {
    const [backend, judge] = [await policyBackend(), await judgeSettings()];
    const fleet = await startLocalFleet({
      dataDir,
      host: options.host,
      httpPort: options.port,
      logger,
      backend,
      judge,
    });
    const { baseUrl } = fleet;
    const apiKeyPath = join(dataDir, 'api-key');
    process.stdout.write(
      [
        `${pc.bold('Safelight')} listens on ${pc.bold(baseUrl)}`,
        `  API      ${baseUrl}/openapi.json`,
        `  gRPC     ${fleet.addresses.gateway} (safelight.editing.v1)`,
        `  API key  ${apiKeyPath}`,
        `  data     ${dataDir}`,
        '',
        `  curl -H "Authorization: Bearer $(cat '${apiKeyPath}')" -F file=@photo.jpg ${baseUrl}/v1/photos`,
        '',
        'Ctrl-C stops it.',
        '',
      ].join('\n'),
    );
    return fleet;
  });
}
