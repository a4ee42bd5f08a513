import { pino, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Names of fields whose values never reach the log. */
const secrets = ['apiKey', 'authorization', 'password', 'secret', 'token', 'cookie'];
const redact = {
  paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `headers["${name}"]`, `*.headers["${name}"]`]),
  censor: '[redacted]',
};

/** JSON lines on stderr, so that stdout stays free for what a command prints. */
export function createLogger(options: { readonly name: string; readonly level: LogLevel }): Logger {
  return pino({ name: options.name, level: options.level, redact }, pino.destination({ dest: 2, sync: true }));
}

/** For tests and for commands that talk to people themselves. */
export const silentLogger: Logger = pino({ level: 'silent' });
