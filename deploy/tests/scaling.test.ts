import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { topics } from '@safelight/bus';
import { expect, it } from 'vitest';
import { root } from '../src/config.ts';
import { decidedObjects } from '../src/decided.ts';
import { environmentOf } from '../src/environment.ts';
import { describeOverlays, ofKind, overlays, workloadsOf } from './support/overlays.ts';

interface Scaler {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly advanced?: { readonly scalingModifiers?: { readonly formula: string; readonly target: string } };
  readonly triggers: readonly {
    readonly type: string;
    readonly name?: string;
    readonly metadata: Readonly<Record<string, string>>;
    readonly authenticationRef?: { readonly name: string };
  }[];
}

interface ByProcessor {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** Figures that other programs publish, by their documentation. */
const figuresOfOthers = [
  ...['vllm:num_requests_running', 'vllm:num_requests_waiting', 'vllm:request_success_total'],
  ...['up', 'kube_deployment_spec_replicas'],
];
const functions = [
  'sum',
  'max',
  'min',
  'count',
  'increase',
  'rate',
  'predict_linear',
  'clamp_min',
  'vector',
  'or',
  'by',
];

/** Names that our own code gives to what it counts; Prometheus adds endings to counters and histograms. */
async function ownFigures(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const room of ['apps', 'libs']) {
    const files = (await readdir(join(root, room), { recursive: true })).filter(
      (name) => /\/src\/.*\.ts$/.test(name) && !name.includes('node_modules'),
    );
    for (const file of files) {
      const source = await readFile(join(root, room, file), 'utf8');
      for (const [, kind, name] of source.matchAll(/\.create(\w+)\(\s*'([a-z_]+)'/g)) {
        const suffixes = kind === 'Counter' ? ['_total'] : kind === 'Histogram' ? ['_sum', '_count', '_bucket'] : [''];
        for (const suffix of suffixes) found.add(`${name!}${suffix}`);
      }
      for (const [, name] of source.matchAll(/'(nv_inference_[a-z_]+)'/g)) found.add(name!);
    }
  }
  return found;
}

const figuresIn = (query: string): readonly string[] =>
  [...query.replaceAll(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, '').matchAll(/[a-z_][a-z_:]*[a-z]/g)].map(([name]) => name);

describeOverlays('the scaling', ({ manifests, name: overlay }) => {
  const workloads = workloadsOf(manifests);
  const scalers = ofKind<Scaler>(manifests, 'ScaledObject');
  const byProcessor = ofKind<ByProcessor>(manifests, 'HorizontalPodAutoscaler');

  it('is of workloads that exist, each scaled by one, which has no count of its own', () => {
    const targets = [...scalers, ...byProcessor].map(({ spec }) => spec.scaleTargetRef.name);
    expect(new Set(targets).size).toBe(targets.length);
    for (const target of targets) {
      const workload = workloads.find(({ kind, name }) => kind === 'Deployment' && name === target);
      expect(workload, target).toBeDefined();
      expect((workload!.manifest.spec as { replicas?: number }).replicas, target).toBeUndefined();
    }
    expect(targets.length > 0).toBe(overlay === 'prod');
  });

  it('is by the numbers that the simulation decided, where it decided', () => {
    const decided = decidedObjects.map(({ object }) => object);
    const shipped = scalers.filter(({ metadata }) => decided.some((one) => one.metadata.name === metadata.name));
    const specs = (objects: readonly { metadata: { name: string }; spec?: unknown }[]) =>
      Object.fromEntries(objects.map(({ metadata, spec }) => [metadata.name, spec]));
    expect(specs(shipped)).toEqual(overlay === 'prod' ? specs(decided) : {});
  });

  it('has bounds in order', () => {
    for (const { metadata, spec } of scalers)
      expect(spec.minReplicaCount, metadata.name).toBeLessThanOrEqual(spec.maxReplicaCount);
    for (const { metadata, spec } of byProcessor)
      expect(spec.minReplicas, metadata.name).toBeLessThan(spec.maxReplicas);
  });

  it('reads the lag of groups and topics that there are, without what poison leaves behind', async () => {
    const source = await Promise.all(
      [
        'apps/gateway/src/relay/turns.ts',
        'apps/gateway/src/relay/trajectories.ts',
        'apps/gateway/src/webhooks/fanOut.ts',
        'apps/evaluator/src/bulk/bulk.ts',
      ].map((file) => readFile(join(root, file), 'utf8')),
    );
    const groups = source.flatMap((text) => [...text.matchAll(/group: '([a-z-]+)'/g)].map(([, group]) => group));
    const names: readonly string[] = Object.values(topics).map((topic) => topic.name);
    const brokers = ofKind(manifests, 'Kafka');
    for (const { metadata, spec } of scalers) {
      for (const { type, metadata: trigger, authenticationRef } of spec.triggers) {
        if (type !== 'kafka') continue;
        expect(groups, metadata.name).toContain(trigger['consumerGroup']);
        expect(names, metadata.name).toContain(trigger['topic']);
        expect(trigger['excludePersistentLag'], metadata.name).toBe('true');
        expect(trigger['bootstrapServers']).toBe(`${brokers[0]!.metadata.name}-kafka-bootstrap.safelight.svc:9093`);
        expect(ofKind(manifests, 'TriggerAuthentication').map((one) => one.metadata.name)).toContain(
          authenticationRef?.name,
        );
      }
    }
    const read = scalers.flatMap(({ spec }) =>
      spec.triggers.flatMap(({ metadata }) => metadata['consumerGroup'] ?? []),
    );
    expect(read.sort()).toEqual(overlay === 'prod' ? ['evaluator', 'reflector', 'session-runners', 'webhooks'] : []);
  });

  it('asks for figures that something publishes', async () => {
    const published = new Set([...(await ownFigures()), ...figuresOfOthers]);
    const queries = scalers.flatMap(({ spec }) => spec.triggers.flatMap(({ metadata }) => metadata['query'] ?? []));
    const asked = new Set(queries.flatMap(figuresIn).filter((name) => !functions.includes(name)));
    expect([...asked].filter((name) => !published.has(name))).toEqual([]);
    expect(asked.size > 0).toBe(overlay === 'prod');
  });

  it('reckons by formulas of triggers that have those names', () => {
    for (const { metadata, spec } of scalers) {
      const { formula } = spec.advanced?.scalingModifiers ?? {};
      if (formula === undefined) continue;
      const used = new Set(
        [...formula.matchAll(/[a-z_]{3,}/g)].map(([name]) => name).filter((name) => !functions.includes(name)),
      );
      expect([...used].sort(), metadata.name).toEqual(spec.triggers.map(({ name }) => name).sort());
    }
  });

  it('never asks for more connections than the database has', () => {
    const [cluster] = ofKind<{ readonly postgresql: { readonly parameters: Readonly<Record<string, string>> } }>(
      manifests,
      'Cluster',
    );
    const most = (name: string): number =>
      scalers.find((one) => one.metadata.name === name)?.spec.maxReplicaCount ??
      byProcessor.find((one) => one.metadata.name === name)?.spec.maxReplicas ??
      1;
    const asked = workloads
      .filter(
        ({ manifest, kind }) =>
          kind === 'Deployment' && manifest.metadata.labels?.['safelight.dev/database'] === 'true',
      )
      .map(({ name, template }) => {
        const environment = environmentOf(template.spec.containers[0]!, manifests);
        // One more listens. While pods are replaced a quarter more of them are there.
        return Math.ceil(most(name) * 1.25) * (Number(environment['DATABASE_CONNECTIONS_MAX']) + 1);
      })
      .reduce((sum, connections) => sum + connections, 0);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(Number(cluster!.spec.postgresql.parameters['max_connections']));
  });
});

it.skipIf(overlays.length === 0)('finds figures in a query, and nothing else', () => {
  expect(
    figuresIn('predict_linear((sum(a_b{c="d"}) or vector(0))[3m:15s], 60)').filter((name) => !functions.includes(name)),
  ).toEqual(['a_b']);
});
