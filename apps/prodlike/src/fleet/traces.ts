/** Where the spans of each process go, apart from each other, so that a trace tells through which replicas a turn went. */
import { startCollector } from '@safelight/service-kit/testing/collector';
import type { Collector } from '@safelight/service-kit/testing/collector';
import { groupNames, type Places } from '../programs.ts';

export interface Traces extends AsyncDisposable {
  /** By the name of a process. */
  environmentOf(name: string): Readonly<Record<string, string>>;
  /** Processes that the trace of a turn has spans of. */
  processesOf(turnId: string): readonly string[];
}

export async function collectTraces(places: Places): Promise<Traces> {
  await using opening = new AsyncDisposableStack();
  const collectors = new Map<string, Collector>();
  for (const name of namesOf(places)) collectors.set(name, opening.use(await startCollector()));
  const open = opening.move();
  return {
    environmentOf(name) {
      const endpoint = collectors.get(name)?.endpoint;
      return endpoint === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
    },
    processesOf(turnId) {
      const all = [...collectors.values()].flatMap(({ spans }) => spans);
      const traceId = all.find(({ attributes }) => attributes['safelight.turn'] === turnId)?.traceId;
      if (traceId === undefined) return [];
      return [...collectors].flatMap(([name, { spans }]) =>
        spans.some((span) => span.traceId === traceId) ? [name] : [],
      );
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

const namesOf = (places: Places): readonly string[] => [
  ...['gateway-api', 'gateway-relay', 'evaluator', 'reflector'],
  ...groupNames.flatMap((group) =>
    Array.from({ length: places[group] }, (_, index) => {
      if (group === 'runner') return `gateway-runner-${index + 1}`;
      return index === 0 ? group : `${group}-${index + 1}`;
    }),
  ),
];
