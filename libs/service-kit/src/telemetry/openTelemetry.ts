/** Keeps spans by OpenTelemetry and sends them over OTLP/HTTP. Loaded only where an installation asks for traces. */
import {
  context,
  SpanKind as Kind,
  SpanStatusCode,
  trace,
  type Context,
  type Span as ApiSpan,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { TracingOptions } from './start.ts';
import type { Span, SpanIds, SpanKind, SpanOptions, Tracing } from './tracing.ts';

const kinds: Readonly<Record<SpanKind, Kind>> = {
  internal: Kind.INTERNAL,
  server: Kind.SERVER,
  client: Kind.CLIENT,
  producer: Kind.PRODUCER,
  consumer: Kind.CONSUMER,
};

const exportTimeoutMs = 5_000;
const exportEveryMs = 1_000;
const spansPerExportMax = 512;
/** What does not fit while the collector is away is dropped: a trace must never hold up the work that it tells of. */
const spansWaitingMax = 4_096;

export interface OpenTracing extends Tracing, AsyncDisposable {}

export function openTracing({ service, endpoint, ratio }: TracingOptions): OpenTracing {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'safelight' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMs }), {
        maxExportBatchSize: spansPerExportMax,
        maxQueueSize: spansWaitingMax,
        scheduledDelayMillis: exportEveryMs,
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  });
  provider.register();
  const tracer = provider.getTracer('safelight');
  return {
    begin: (name, { kind = 'internal', attributes, parent, begunAt }: SpanOptions) => {
      const under = contextUnder(parent);
      const span = tracer.startSpan(
        name,
        {
          kind: kinds[kind],
          ...(attributes !== undefined && { attributes }),
          ...(begunAt !== undefined && { startTime: begunAt }),
        },
        under,
      );
      return new KeptSpan(span, trace.setSpan(under, span));
    },
    get active() {
      return idsOf(trace.getActiveSpan());
    },
    get traceparent() {
      const span = trace.getActiveSpan();
      return span === undefined ? undefined : traceparentOf(span);
    },
    async [Symbol.asyncDispose]() {
      trace.disable();
      context.disable();
      // A collector that is away must not turn an orderly stop into a failure.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

class KeptSpan implements Span {
  readonly #span: ApiSpan;
  readonly #context: Context;
  readonly traceparent: string;

  constructor(span: ApiSpan, within: Context) {
    this.#span = span;
    this.#context = within;
    this.traceparent = traceparentOf(span);
  }

  run<T>(work: () => T): T {
    return context.with(this.#context, work);
  }

  set(attributes: Parameters<Span['set']>[0]): void {
    this.#span.setAttributes(attributes);
  }

  end(outcome = 'ok', endedAt?: Date): void {
    if (!this.#span.isRecording()) return;
    if (outcome !== 'ok') {
      this.#span.setAttribute('error.type', outcome);
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
    }
    this.#span.end(endedAt);
  }
}

function idsOf(span: ApiSpan | undefined): SpanIds | null {
  if (span === undefined) return null;
  const { traceId, spanId } = span.spanContext();
  return { traceId, spanId };
}

/** Version 00 of https://www.w3.org/TR/trace-context; all zeros name nothing. */
const traceparentForm = /^00-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})$/;

function traceparentOf(span: ApiSpan): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

function contextUnder(parent: string | null | undefined): Context {
  const active = context.active();
  const [, traceId, spanId, flags] = traceparentForm.exec(parent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return active;
  return trace.setSpanContext(active, { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true });
}
