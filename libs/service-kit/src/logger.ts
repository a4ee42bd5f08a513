import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { redactLine } from './redact.ts';
import { activeSpan } from './telemetry/tracing.ts';

export type Logger = PinoLogger;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

interface LoggerOptions {
  readonly name: string;
  readonly level: LogLevel;
}

/** JSON lines without secrets on stderr, so that stdout stays free for what a command prints. */
export function createLogger(options: LoggerOptions): Logger {
  return loggerTo(pino.destination({ dest: 2, sync: true }), options);
}

export function loggerTo(stream: DestinationStream, { name, level }: LoggerOptions): Logger {
  return pino({ name, level, mixin: spanFields, hooks: { streamWrite: redactLine } }, stream);
}

const noFields = {};

/** From a line to its trace, by the names of OpenTelemetry's log model. */
function spanFields(): object {
  const span = activeSpan();
  return span === null ? noFields : { trace_id: span.traceId, span_id: span.spanId };
}

/** For tests and for commands that talk to people themselves. */
export const silentLogger: Logger = pino({ level: 'silent' });
