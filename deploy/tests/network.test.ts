import { describe, expect, it } from 'vitest';
import { environmentOf } from '../src/environment.ts';
import { selects, type Labels, type Manifest } from '../src/manifests.ts';
import { Network } from '../src/network.ts';
import { appOf, containersOf, describeOverlays, ofKind, workloadsOf } from './support/overlays.ts';

interface ServiceSpec {
  readonly selector: Labels;
  readonly ports: readonly { readonly port: number; readonly targetPort: number | string }[];
}

describeOverlays('the network', ({ manifests, name: overlay }) => {
  const network = new Network(manifests);
  const workloads = workloadsOf(manifests);
  const services = ofKind<ServiceSpec>(manifests, 'Service');

  const behind = ({ spec }: Manifest & { readonly spec: ServiceSpec }) =>
    workloads.filter(({ template }) => selects(spec.selector, template.metadata.labels));

  it('lets nothing in or out that no policy names', () => {
    const deny = ofKind<{ readonly podSelector: object; readonly policyTypes: readonly string[] }>(
      manifests,
      'NetworkPolicy',
    ).find(({ metadata }) => metadata.name === 'default-deny');
    expect(deny?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    // Two may reach any address, and only where an API server listens: Kafka's operators and the database.
    expect(network.loose.map((rule) => rule.ports?.map(({ port }) => port))).toEqual([
      [443, 6443],
      [443, 6443],
    ]);
  });

  it('leads every Service to one workload, on a port that it opens and a policy admits somebody to', () => {
    for (const service of services) {
      const [workload, ...others] = behind(service);
      expect(others, service.metadata.name).toEqual([]);
      const open = workload!.template.spec.containers.flatMap(({ ports = [] }) => ports);
      for (const { targetPort } of service.spec.ports) {
        const port = open.find((one) => one.name === targetPort || one.containerPort === targetPort);
        expect(port, `${service.metadata.name}:${targetPort}`).toBeDefined();
        // Our model server's REST is for people, who come by kubectl port-forward.
        if (service.metadata.name === 'inference' && targetPort === 'http') continue;
        expect(
          network.admitsSomebody(workload!.template.metadata.labels, port!.containerPort),
          service.metadata.name,
        ).toBe(true);
      }
    }
  });

  it('lets every workload reach each address that it is told of', () => {
    const told = workloads.flatMap((workload) =>
      containersOf(workload).flatMap((container) => {
        if (appOf(container) === null) return [];
        return Object.entries(environmentOf(container, manifests)).flatMap(([variable, value]) => {
          const address = addressIn(variable, value);
          return address === null ? [] : [{ workload, variable, ...address }];
        });
      }),
    );
    // Of three gateways, each knows four services, the brokers and the database.
    expect(told.length).toBeGreaterThanOrEqual(3 * 6);
    for (const { workload, variable, host, port } of told) {
      const from = workload.template.metadata.labels;
      const what = `${workload.name} → ${variable} (${host}:${port})`;
      const own = pods(host);
      if (own !== null) expect(network.reaches(from, own, port), what).toBe(true);
      else {
        const service = services.find(({ metadata }) => metadata.name === host);
        expect(service, what).toBeDefined();
        expect(
          service!.spec.ports.map((one) => one.port),
          what,
        ).toContain(port);
        expect(network.reaches(from, behind(service!)[0]!.template.metadata.labels, port), what).toBe(true);
      }
    }
  });

  it('keeps neighbours apart that have nothing to say to each other', () => {
    const labelsOf = (name: string) => workloads.find((one) => one.name === name)!.template.metadata.labels;
    for (const [from, to, port] of [
      ['sandbox', 'policy', 7002],
      ['sandbox', 'gateway-api', 8080],
      ['policy', 'reflector', 7004],
      ['evaluator', 'sandbox', 7005],
    ] as const) {
      expect(network.reaches(labelsOf(from), labelsOf(to), port), `${from} → ${to}`).toBe(false);
    }
    for (const name of ['sandbox', 'policy', 'evaluator']) {
      expect(network.reaches(labelsOf(name), pods('safelight-db-rw')!, 5432), `${name} → database`).toBe(false);
    }
  });

  it('has public routes to the API alone, over TLS', () => {
    const routes = [...ofKind<Routes>(manifests, 'HTTPRoute'), ...ofKind<Routes>(manifests, 'GRPCRoute')];
    const backends = routes.flatMap(({ spec }) => spec.rules.flatMap(({ backendRefs = [] }) => backendRefs));
    for (const { name, port } of backends) {
      expect(name).toBe('gateway');
      expect(services.find(({ metadata }) => metadata.name === name)!.spec.ports.map((one) => one.port)).toContain(
        port,
      );
    }
    const listeners = ofKind<Listeners>(manifests, 'Gateway').flatMap(({ spec }) => spec.listeners);
    expect(listeners.filter(({ protocol }) => protocol !== 'HTTPS').map(({ name }) => name)).toEqual(
      overlay === 'prod' ? ['http'] : [],
    );
    expect(backends).toHaveLength(overlay === 'prod' ? 2 : 0);
  });
});

interface Routes {
  readonly rules: readonly { readonly backendRefs?: readonly { readonly name: string; readonly port: number }[] }[];
}

interface Listeners {
  readonly listeners: readonly { readonly name: string; readonly protocol: string }[];
}

/** Pods that operators make, by the labels that they give them; null = a Service of ours. */
function pods(host: string): Labels | null {
  if (host === 'safelight-db-rw') return { 'cnpg.io/cluster': 'safelight-db', 'cnpg.io/instanceRole': 'primary' };
  if (host === 'safelight-kafka-bootstrap') return strimziPods;
  return null;
}

const strimziPods = {
  'strimzi.io/cluster': 'safelight',
  'strimzi.io/kind': 'Kafka',
  'strimzi.io/name': 'safelight-kafka',
};

function addressIn(variable: string, value: string): { readonly host: string; readonly port: number } | null {
  if (/_ADDRESS$|^KAFKA_BROKERS$/.test(variable))
    return { host: value.split(':')[0]!, port: Number(value.split(':')[1]) };
  if (!/_URL$|^S3_ENDPOINT$/.test(variable)) return null;
  const url = new URL(value);
  return { host: url.hostname, port: Number(url.port) };
}

describe('reachability', () => {
  const policy = (spec: object): Manifest => ({
    apiVersion: '',
    kind: 'NetworkPolicy',
    metadata: { name: 'one' },
    spec,
  });
  const out = policy({
    podSelector: { matchLabels: { app: 'a' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: { matchLabels: { app: 'b' } } }], ports: [{ port: 1 }] }],
  });
  const into = policy({
    podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['b'] }] },
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'a' } } }], ports: [{ port: 1 }] }],
  });

  it('takes a policy on either side', () => {
    expect(new Network([out, into]).reaches({ app: 'a' }, { app: 'b' }, 1)).toBe(true);
    expect(new Network([out]).reaches({ app: 'a' }, { app: 'b' }, 1)).toBe(false);
    expect(new Network([into]).reaches({ app: 'a' }, { app: 'b' }, 1)).toBe(false);
  });

  it('is of one port, one direction and one kind of pod', () => {
    const network = new Network([out, into]);
    expect(network.reaches({ app: 'a' }, { app: 'b' }, 2)).toBe(false);
    expect(network.reaches({ app: 'b' }, { app: 'a' }, 1)).toBe(false);
    expect(network.reaches({ app: 'c' }, { app: 'b' }, 1)).toBe(false);
  });
});
