import { installTracing } from './tracing.ts';

export interface TracingOptions {
  /** What the spans' `service.name` says. */
  readonly service: string;
  /** Base address of a collector of OTLP over HTTP, such as `http://collector:4318`. */
  readonly endpoint: string;
  /** Share of the traces that begin here and are kept, 0 to 1; those that a caller has begun are kept as the caller says. */
  readonly ratio: number;
}

/** Keeps spans until disposed, which sends those that wait. One at a time in a process. */
export async function startTracing(options: TracingOptions): Promise<AsyncDisposable> {
  const { openTracing } = await import('./openTelemetry.ts');
  const tracing = openTracing(options);
  installTracing(tracing);
  return {
    async [Symbol.asyncDispose]() {
      installTracing(null);
      await tracing[Symbol.asyncDispose]();
    },
  };
}
