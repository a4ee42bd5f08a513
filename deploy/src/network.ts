/** What NetworkPolicies let through between pods of the namespace: https://kubernetes.io/docs/concepts/services-networking/network-policies */
import type { Labels, Manifest } from './manifests.ts';

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: object;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: number; readonly protocol?: string }[];
}

interface Policy {
  readonly podSelector: Selector;
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

export function matches(selector: Selector, labels: Labels): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      const isIn = value !== undefined && values.includes(value);
      if (operator === 'In') return isIn;
      if (operator === 'NotIn') return !isIn;
      return (value !== undefined) === (operator === 'Exists');
    })
  );
}

/** A pod of this namespace: peers that name another namespace, or addresses, do not mean it. */
function means({ podSelector, namespaceSelector, ipBlock }: Peer, labels: Labels): boolean {
  return namespaceSelector === undefined && ipBlock === undefined && matches(podSelector ?? {}, labels);
}

function lets(rule: Rule, peers: readonly Peer[] | undefined, labels: Labels, port: number): boolean {
  const isPort = rule.ports === undefined || rule.ports.some((one) => one.port === port);
  return isPort && (peers === undefined || peers.some((peer) => means(peer, labels)));
}

interface KafkaSpec {
  readonly kafka: {
    readonly listeners: readonly { readonly port: number; readonly networkPolicyPeers?: readonly Peer[] }[];
  };
}

/** Strimzi makes a policy of the peers of each listener: https://strimzi.io/docs/operators/latest/configuring (networkPolicyPeers) */
function policyOfListeners({ metadata, spec }: Manifest): Policy {
  const { listeners } = (spec as KafkaSpec).kafka;
  return {
    podSelector: { matchLabels: { 'strimzi.io/cluster': metadata.name, 'strimzi.io/kind': 'Kafka' } },
    policyTypes: ['Ingress'],
    ingress: listeners.map(({ port, networkPolicyPeers }) => ({
      ports: [{ port }],
      ...(networkPolicyPeers !== undefined && { from: networkPolicyPeers }),
    })),
  };
}

export class Network {
  readonly #policies: readonly Policy[];

  constructor(manifests: readonly Manifest[]) {
    this.#policies = [
      ...manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec as Policy),
      ...manifests.filter(({ kind }) => kind === 'Kafka').map(policyOfListeners),
    ];
  }

  /** A policy that takes something in names its pods and is not the one that denies all. */
  admitsSomebody(labels: Labels, port: number): boolean {
    const rules = this.#of(labels, 'Ingress').flatMap(({ ingress = [] }) => ingress);
    return rules.some(({ ports }) => ports?.some((one) => one.port === port));
  }

  reaches(from: Labels, to: Labels, port: number): boolean {
    const out = this.#of(from, 'Egress').flatMap(({ egress = [] }) => egress);
    const into = this.#of(to, 'Ingress').flatMap(({ ingress = [] }) => ingress);
    return out.some((rule) => lets(rule, rule.to, to, port)) && into.some((rule) => lets(rule, rule.from, from, port));
  }

  /** Rules that say nothing of whom, or nothing of which port. */
  get loose(): readonly Rule[] {
    const rules = this.#policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
    return rules.filter(({ ports, from, to }) => ports === undefined || (from === undefined && to === undefined));
  }

  #of(labels: Labels, direction: 'Ingress' | 'Egress'): readonly Policy[] {
    return this.#policies.filter(
      ({ podSelector, policyTypes }) => policyTypes.includes(direction) && matches(podSelector, labels),
    );
  }
}
