import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAuthority } from '@safelight/service-kit/testing/certificates';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { environmentOf } from '../src/environment.ts';
import { knownVariables, readersOf } from '../src/variables.ts';
import { appOf, containersOf, describeOverlays, workloadsOf } from './support/overlays.ts';

/** Files that a pod finds in its volumes, here in a folder: readers look into them. */
let files: Readonly<Record<string, string>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-deploy-'));
  const authority = await newAuthority('example');
  const { cert, key } = await authority.issue();
  const contents = { 'ca.crt': authority.pem, 'user.crt': cert, 'user.key': key };
  files = Object.fromEntries(Object.keys(contents).map((name) => [name, join(folder, name)]));
  for (const [name, text] of Object.entries(contents)) await writeFile(files[name]!, text);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeOverlays('the settings', ({ manifests }) => {
  const ours = workloadsOf(manifests).flatMap((workload) =>
    containersOf(workload).flatMap((container) => {
      const app = appOf(container);
      return app === null ? [] : [{ name: workload.name, app, container, workload }];
    }),
  );

  it('are there for every app that is to run apart', () => {
    const apps = new Set(ours.map(({ app }) => app));
    expect(apps).toEqual(new Set(['gateway', 'sandbox', 'policy', 'evaluator', 'reflector', 'inference']));
  });

  it.each(ours)(
    'of $name are known to its app, and all that it needs is there',
    async ({ app, container, workload }) => {
      const environment = environmentOf(container, manifests);
      const known = await knownVariables(app);
      expect(Object.keys(environment).filter((variable) => !known.has(variable))).toEqual([]);

      const mounted = new Set((container.volumeMounts ?? []).map(({ mountPath }) => mountPath));
      const here = Object.fromEntries(
        Object.entries(environment).map(([variable, value]) => {
          const [, mount, file] = /^(\/run\/[a-z-]+)\/([a-z.]+)$/.exec(value) ?? [];
          if (mount === undefined) return [variable, value];
          expect([...mounted], `${variable} names a file in a volume`).toContain(mount);
          return [variable, files[file!]!];
        }),
      );
      const { readEnv, readMigrationEnv } = await readersOf(app);
      if (workload.kind === 'Job') {
        expect(readMigrationEnv!(here)).toMatchObject({ DATABASE_OWNER_URL: expect.any(String) });
        return;
      }
      const env = readEnv(here);
      const ports = Object.entries(env).flatMap(([variable, value]) =>
        /^(?!EGRESS).*_PORT$/.test(variable) ? [value as number] : [],
      );
      const open = container.ports!.map(({ containerPort }) => containerPort);
      // A runner or relay has a gRPC port that nobody calls.
      expect(ports).toEqual(expect.arrayContaining(open));
      if (workload.name !== 'gateway-runner' && workload.name !== 'gateway-relay')
        expect(open).toHaveLength(ports.length);
      const hosts = Object.entries(env).filter(([variable]) => variable.endsWith('_HOST'));
      expect(hosts.map(([, value]) => value)).toEqual(['0.0.0.0']);
      expect(env['security']).toMatchObject({ kind: 'token' });
    },
  );

  it('give each role of the gateway to one workload', () => {
    const roles = ours.map(({ container, workload }) => [
      workload.kind,
      environmentOf(container, manifests)['GATEWAY_ROLES'],
    ]);
    expect(
      roles
        .filter(([kind, role]) => kind === 'Deployment' && role !== undefined)
        .map(([, role]) => role)
        .sort(),
    ).toEqual(['api', 'relay', 'runner']);
  });
});
