/** Code, docs/observability.md, rules and dashboard name the same metrics. */
import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dashboard, dashboardFile } from '../observability/dashboard.ts';
import { rows } from '../observability/panels.ts';
import { root } from '../src/config.ts';

const folder = join(root, 'deploy/observability');
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly record?: string; readonly alert?: string; readonly expr: string }[];
  }[];
}
const rulesOf = async (name: string) =>
  (parse(await read(`deploy/observability/${name}`)) as Rules).groups.flatMap(({ rules }) => rules);

interface Metric {
  /** As it is exposed. */
  readonly name: string;
  readonly isHistogram: boolean;
}

/** Every instrument that a source file makes, and Triton's metrics, which the inference server writes itself. */
async function exposed(): Promise<readonly Metric[]> {
  const files = globSync('{apps,libs}/*/src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] });
  const sources = await Promise.all(files.map(read));
  const made = sources.flatMap((source) =>
    [...source.matchAll(/\bmeter\s*\.create(\w+)\(\s*'([a-z_]+)'/g)].map(([, kind, name]) => ({
      name: kind === 'Counter' ? `${name}_total` : name!,
      isHistogram: kind === 'Histogram',
    })),
  );
  const triton = await read('apps/inference/src/metrics.ts');
  const named = [...triton.matchAll(/['`](nv_[a-z_]+(?:\$\{part\}[a-z_]+)?)['`]/g)].flatMap(([, name]) =>
    name!.includes('${part}') ? ['input', 'infer', 'output'].map((part) => name!.replace('${part}', part)) : [name!],
  );
  return [...made, ...named.map((name) => ({ name, isHistogram: false }))];
}

/** What a query may name. */
async function askable(): Promise<ReadonlySet<string>> {
  const metrics = (await exposed()).flatMap(({ name, isHistogram }) =>
    isHistogram ? ['_bucket', '_sum', '_count'].map((suffix) => `${name}${suffix}`) : [name],
  );
  const recorded = (await rulesOf('recording.yml')).map(({ record }) => record!);
  return new Set([...metrics, ...recorded]);
}

const namesIn = (expr: string): readonly string[] =>
  expr.replaceAll(/"[^"]*"/g, '').match(/\b(?:safelight:[\w:]+|[a-z]+_[a-z_]+)\b(?!\s*[=!(])/g) ?? [];
/** Labels and functions with an underscore, as they stand in our queries. */
const words = new Set(['avg_over_time', 'histogram_quantile', '__rate_interval', 'rate_interval']);

describe('every metric', () => {
  it('that is exposed is on the page, and every metric of the page is exposed', async () => {
    const section = /## Metrics\n([\s\S]*?)\n## /.exec(await read('docs/observability.md'))![1]!;
    const documented = [...section.matchAll(/^\| `([a-z_]+)`/gm)].map(([, name]) => name!);
    const names = (await exposed()).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(50);
    expect([...documented].sort()).toEqual([...names].sort());
  });

  it('that a rule or a panel asks for exists', async () => {
    const known = await askable();
    const rules = [...(await rulesOf('recording.yml')), ...(await rulesOf('alerts.yml'))].map(({ expr }) => expr);
    const queries = rows.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries.map(({ expr }) => expr)));
    for (const expr of [...rules, ...queries]) {
      const unknown = namesIn(expr).filter((name) => !known.has(name) && !words.has(name));
      expect(unknown, expr).toEqual([]);
    }
  });
});

describe('the dashboard', () => {
  it('is the one that its description makes', async () => {
    expect(JSON.parse(await readFile(dashboardFile, 'utf8'))).toEqual(dashboard());
  });

  it('shows every panel at a place of its own', () => {
    const { panels } = dashboard() as {
      panels: { id: number; gridPos: { x: number; y: number; w: number; h: number } }[];
    };
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

describe('the rules', () => {
  const promtool = (...args: readonly string[]) =>
    execFileSync('promtool', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const isHere = (() => {
    try {
      return promtool('--version') !== '';
    } catch {
      return false;
    }
  })();
  if (!isHere) console.warn('promtool is not here: the rules are not checked. Run tools/real-parts.sh promtool');

  it('name every alert on the page, and the page names no other', async () => {
    const alerts = (await rulesOf('alerts.yml')).map(({ alert }) => alert!);
    const documented = [...(await read('docs/observability.md')).matchAll(/^\| `(Safelight\w+)`/gm)];
    expect(documented.map(([, name]) => name)).toEqual(alerts);
  });

  it('have a test in which they fire and one in which they stay quiet', async () => {
    const { tests } = parse(await read('deploy/observability/alerts.test.yml')) as {
      tests: { alert_rule_test: { alertname: string; exp_alerts: unknown[] }[] }[];
    };
    const cases = tests.flatMap((test) => test.alert_rule_test);
    for (const { alert } of await rulesOf('alerts.yml')) {
      const own = cases.filter(({ alertname }) => alertname === alert).map((one) => one.exp_alerts.length > 0);
      expect(new Set(own), alert).toEqual(new Set([true, false]));
    }
  });

  it.skipIf(!isHere)('are valid, and alerts fire when and only when they should', () => {
    expect(promtool('check', 'config', 'prometheus.yml')).toContain('SUCCESS');
    expect(promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });
});
