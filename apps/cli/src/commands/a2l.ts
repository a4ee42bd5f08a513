import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { startSandbox } from '@safelight/local/sandbox';
import { createLogger, runUntilSignal, type LogLevel } from '@safelight/service-kit';
import pc from 'picocolors';
import { a2lToken } from '../config/env.ts';

export interface A2lCommandOptions {
  readonly host: string;
  readonly port: number;
  readonly httpPort: number;
  readonly logLevel: LogLevel;
}

/** The agent-to-Lightroom doors on one folder until SIGINT or SIGTERM. */
export async function a2l(folder: string, options: A2lCommandOptions): Promise<void> {
  const { host, port: linePort, httpPort, logLevel } = options;
  const logger = createLogger({ name: 'safelight', level: logLevel });
  const given = a2lToken();
  const token = given ?? randomBytes(24).toString('base64url');
  await runUntilSignal(logger, async () => {
    const root = resolve(folder);
    const sandbox = await startSandbox({ logger, a2l: { root, host, linePort, httpPort, token } });
    const { lineAddress, httpUrl } = sandbox.a2l!;
    const shown = given === null ? token : '$SAFELIGHT_A2L_TOKEN';
    process.stdout.write(
      [
        `${pc.bold('Safelight')} serves ${pc.bold(root)} to programs written for Lightroom`,
        `  lines   ${lineAddress}   process|photo.jpg|config.lua|folder`,
        `  HTTP    ${httpUrl}   token ${given === null ? token : 'as given'}`,
        '',
        `  curl -H "Authorization: Bearer ${shown}" -H 'Content-Type: application/json' \\`,
        `    -d '{"photo_path": "photo.jpg", "lua_path": "config.lua", "task_id": "1"}' ${httpUrl}/process`,
        '',
        'Nothing outside the folder is opened and no Lua is run. Ctrl-C stops it.',
        '',
      ].join('\n'),
    );
    return sandbox;
  });
}
