/** Writes `dashboard.json`, which Grafana imports: npm run dashboard */
import { writeFile } from 'node:fs/promises';
import { rows, type Panel } from './panels.ts';

/** Grafana's grid has 24 columns; three panels stand side by side. */
const width = 8;
const height = 8;
const datasource = { type: 'prometheus', uid: '${datasource}' } as const;

function panelOf({ title, unit, queries }: Panel, id: number, x: number, y: number): object {
  return {
    ...{ id, title, type: 'timeseries', datasource, gridPos: { x, y, w: width, h: height } },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: queries.map(({ expr, legend }, index) => ({
      ...{ refId: String.fromCharCode(65 + index), datasource, expr, legendFormat: legend },
    })),
  };
}

/** Grafana's model of a dashboard. */
export function dashboard(): object {
  const panels: object[] = [];
  let y = 0;
  for (const { title, panels: own } of rows) {
    panels.push({ id: panels.length + 1, title, type: 'row', collapsed: false, gridPos: { x: 0, y, w: 24, h: 1 } });
    y += 1;
    for (const [index, panel] of own.entries()) {
      const line = Math.floor((index * width) / 24);
      panels.push(panelOf(panel, panels.length + 1, (index * width) % 24, y + line * height));
    }
    y += Math.ceil((own.length * width) / 24) * height;
  }
  return {
    ...{ uid: 'safelight', title: 'Safelight', tags: ['safelight'], schemaVersion: 39, version: 1, editable: true },
    ...{ refresh: '30s', time: { from: 'now-6h', to: 'now' }, timezone: 'browser' },
    templating: { list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }] },
    annotations: { list: [] },
    panels,
  };
}

export const dashboardFile = new URL('dashboard.json', import.meta.url);

if (import.meta.main) await writeFile(dashboardFile, `${JSON.stringify(dashboard(), null, 2)}\n`);
