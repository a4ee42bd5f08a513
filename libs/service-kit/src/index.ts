export { inBackground } from './background.ts';
export { createClient, type CallOptions, type Client, type ClientOptions } from './client.ts';
export { loadConfig } from './config.ts';
export { showFreeSpace } from './disk.ts';
export type { Arrival, Door } from './door.ts';
export { isServing } from './health.ts';
export {
  implement,
  implementFor,
  type Admit,
  type CallContext,
  type Handlers,
  type Implementation,
} from './implement.ts';
export { createLogger, logLevels, silentLogger, type Logger, type LogLevel } from './logger.ts';
export { runMain, runUntilSignal } from './main.ts';
export { meter, prometheusText } from './metrics.ts';
export { startService, type RunningService, type ServiceOptions } from './service.ts';
export { withTelemetry } from './telemetry/telemetry.ts';
export { activeTraceparent, beginSpan, traced, type Span, type SpanOptions } from './telemetry/tracing.ts';
export { certificatesOf } from './security/certificates.ts';
export { noSecurity, type ServiceSecurity } from './security/security.ts';
