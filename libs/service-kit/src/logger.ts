import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Names of fields whose values never reach the log. */
const secrets = ['apiKey', 'authorization', 'password', 'secret', 'token', 'cookie'];
const redact = {
  paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `headers["${name}"]`, `*.headers["${name}"]`]),
  censor: '[redacted]',
};

interface LoggerOptions {
  readonly name: string;
  readonly level: LogLevel;
}

/** JSON lines on stderr, so that stdout stays free for what a command prints. */
export function createLogger(options: LoggerOptions): Logger {
  return loggerTo(pino.destination({ dest: 2, sync: true }), options);
}

export function loggerTo(stream: DestinationStream, { name, level }: LoggerOptions): Logger {
  return pino({ name, level, redact }, stream);
}

/** For tests and for commands that talk to people themselves. */
export const silentLogger: Logger = pino({ level: 'silent' });
