/** What a service tells its operators, from the environment: one contract for all of them. */
import { z } from 'zod';

/** For the schema of a service's environment; `telemetryOf` reads what it gives. */
export const telemetryVariables = {
  /** Base address of a collector of OTLP over HTTP; unset = no traces. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Share of the traces that begin here and are kept. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  /** Serves `/metrics` over plain HTTP; unset = nothing listens. 0 takes a free port. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Default: the address that the service itself listens on. */
  METRICS_HOST: z.string().min(1).optional(),
} as const;

export type TelemetryEnv = z.output<z.ZodObject<typeof telemetryVariables>>;

export interface TelemetrySettings {
  readonly traces: { readonly endpoint: string; readonly ratio: number } | null;
  readonly metrics: { readonly host: string; readonly port: number } | null;
}

/** @param host where the service listens. */
export function telemetryOf(env: TelemetryEnv, host: string): TelemetrySettings {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio, METRICS_PORT: port } = env;
  return {
    traces: endpoint === undefined ? null : { endpoint, ratio },
    metrics: port === undefined ? null : { port, host: env.METRICS_HOST ?? host },
  };
}
