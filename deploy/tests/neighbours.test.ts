import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultCatalogue } from '@safelight/bus';
import { expect, it } from 'vitest';
import { root } from '../src/config.ts';
import type { EnvVar } from '../src/manifests.ts';
import { environmentOf } from '../src/environment.ts';
import { containersOf, describeOverlays, ofKind, workloadsOf } from './support/overlays.ts';

describeOverlays('the neighbours', ({ manifests, name: overlay }) => {
  interface Topic {
    readonly partitions: number;
    readonly replicas: number;
    readonly config: Readonly<Record<string, number>>;
  }

  it('have the topics of the catalogue, as a service would make them', () => {
    const replicas = overlay === 'prod' ? 3 : 1;
    const made = ofKind<Topic>(manifests, 'KafkaTopic').map(({ metadata, spec }) => ({ name: metadata.name, ...spec }));
    const wanted = defaultCatalogue.all.map(({ name, partitions, retentionMs, messageBytesMax }) => ({
      ...{ name, partitions, replicas },
      config: {
        'retention.ms': retentionMs,
        // A batch of messages is a megabyte at least, and both have their frame (libs/bus/src/kafka/admin.ts).
        'max.message.bytes': Math.max(messageBytesMax, 1024 * 1024) + 64 * 1024,
        'min.insync.replicas': replicas === 3 ? 2 : 1,
      },
    }));
    const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
      one.name.localeCompare(other.name);
    expect([...made].sort(byName)).toEqual([...wanted].sort(byName));
    const settings = workloadsOf(manifests).map(
      (one) => environmentOf(one.template.spec.containers[0]!, manifests)['KAFKA_REPLICAS'],
    );
    expect(new Set(settings.filter((value) => value !== undefined))).toEqual(new Set([String(replicas)]));
  });

  it('have as many brokers as copies of a topic', () => {
    const pools = ofKind<{ readonly replicas: number; readonly roles: readonly string[] }>(manifests, 'KafkaNodePool');
    const count = (role: string) =>
      pools.filter(({ spec }) => spec.roles.includes(role)).map(({ spec }) => spec.replicas);
    expect(count('broker')).toEqual([overlay === 'prod' ? 3 : 1]);
    expect(count('controller')).toEqual([overlay === 'prod' ? 3 : 1]);
  });

  it('know an owner who may make roles and a login that has no rights of its own', () => {
    interface Cluster {
      readonly bootstrap: { readonly initdb: { readonly owner: string; readonly secret: { readonly name: string } } };
      readonly managed: { readonly roles: readonly Readonly<Record<string, unknown>>[] };
      readonly enableSuperuserAccess: boolean;
    }
    const { spec } = ofKind<Cluster>(manifests, 'Cluster')[0]!;
    const [owner, login] = spec.managed.roles;
    expect(owner).toMatchObject({ name: spec.bootstrap.initdb.owner, login: true, createrole: true });
    expect(login).toMatchObject({ login: true, inherit: false });
    for (const right of ['superuser', 'bypassrls', 'createrole', 'createdb']) expect(login).not.toHaveProperty(right);
    expect(spec.enableSuperuserAccess).toBe(false);
    const urls = environmentOf(
      containersOf(workloadsOf(manifests).find(({ name }) => name === 'gateway-migrate')!)[0]!,
      manifests,
    );
    expect(new URL(urls['DATABASE_OWNER_URL']!).username).toBe(owner!['name']);
    expect(new URL(urls['DATABASE_URL']!).username).toBe(login!['name']);
  });
});

describeOverlays('the secrets', ({ text, manifests, name: overlay }) => {
  const secrets = ofKind(manifests, 'Secret');

  it('are named, and made by no overlay but that of one machine', () => {
    expect(secrets.length > 0).toBe(overlay === 'dev');
    const shown = workloadsOf(manifests).flatMap((workload) =>
      containersOf(workload).flatMap(({ env = [] }: { readonly env?: readonly EnvVar[] }) =>
        env.filter(({ name, value }) => value !== undefined && /TOKEN|PASSWORD|SECRET|_KEY$|DATABASE_.*URL/.test(name)),
      ),
    );
    expect(shown).toEqual([]);
  });

  it('are each told of in docs/kubernetes.md', async () => {
    const page = await readFile(join(root, 'docs/kubernetes.md'), 'utf8');
    const named = new Set(
      [...text.matchAll(/(?:secretName|name): (safelight-(?:services|database|s3|public|huggingface)[a-z-]*)/g)].map(
        ([, name]) => name!,
      ),
    );
    expect(named.size).toBeGreaterThanOrEqual(4);
    expect([...named].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('and volumes that pods name are there', () => {
    const claims = new Set(ofKind(manifests, 'PersistentVolumeClaim').map(({ metadata }) => metadata.name));
    const asked = workloadsOf(manifests).flatMap(({ template }) =>
      (template.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []),
    );
    expect(asked.filter((name) => !claims.has(name))).toEqual([]);
  });
});
