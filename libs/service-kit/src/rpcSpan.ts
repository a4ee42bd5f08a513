/** What a span of an RPC says, by OpenTelemetry's conventions for RPCs; the same at both of its ends. */
import type { SpanAttributes } from './telemetry/tracing.ts';

/** Metadata that names the caller's span, W3C. */
export const traceparentKey = 'traceparent';

/** @param path `/package.Service/Method`. */
export function rpcAttributes(path: string): SpanAttributes {
  const [, service = '', method = ''] = path.split('/');
  return { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': method };
}
