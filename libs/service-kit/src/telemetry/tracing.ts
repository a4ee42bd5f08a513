/**
 * Spans, for whoever has something to tell about its work. Loads nothing: what keeps them is installed by `startTracing`,
 * and until then a span costs one comparison. A span never holds pictures, words of people, keys or secrets.
 */

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  /** Default `internal`. */
  readonly kind?: SpanKind;
  readonly attributes?: SpanAttributes;
  /** W3C `traceparent` of the span that this one belongs under. Default, also for one that cannot be read: the active one. */
  readonly parent?: string | null | undefined;
  /** For work that was done before it is told of. Default: now. */
  readonly begunAt?: Date;
}

export interface Span {
  /** Names the span to others, W3C; undefined while no trace is kept. */
  readonly traceparent: string | undefined;
  /** What the work begins, now or later, has this span for its parent. */
  run<T>(work: () => T): T;
  set(attributes: SpanAttributes): void;
  /** The first call counts. `outcome`: `ok` or a fault code. */
  end(outcome?: string, endedAt?: Date): void;
}

/** What a log line names. */
export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
}

/** What keeps spans. */
export interface Tracing {
  begin(name: string, options: SpanOptions): Span;
  readonly active: SpanIds | null;
  /** W3C, of the active span. */
  readonly traceparent: string | undefined;
}

let tracing: Tracing | null = null;

/** Null: no trace is kept from now on. */
export function installTracing(given: Tracing | null): void {
  tracing = given;
}

const noSpan: Span = { traceparent: undefined, run: (work) => work(), set: () => undefined, end: () => undefined };

/** Whoever begins a span ends it. */
export function beginSpan(name: string, options: SpanOptions = {}): Span {
  return tracing === null ? noSpan : tracing.begin(name, options);
}

/** Does the work in a span of its own. A failure is told by its code alone: its text may hold what a caller wrote. */
export async function traced<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
  if (tracing === null) return work(noSpan);
  const span = tracing.begin(name, options);
  try {
    const result = await span.run(() => work(span));
    span.end();
    return result;
  } catch (thrown) {
    span.end(codeOf(thrown));
    throw thrown;
  }
}

/** W3C, of the active span; undefined where there is none. */
export function activeTraceparent(): string | undefined {
  return tracing?.traceparent;
}

export function activeSpan(): SpanIds | null {
  return tracing === null ? null : tracing.active;
}

function codeOf(thrown: unknown): string {
  const isCoded = thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string';
  return isCoded ? (thrown as Error & { readonly code: string }).code : 'internal';
}
