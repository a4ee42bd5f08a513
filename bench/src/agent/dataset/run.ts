import { summarise, type Summary } from '@safelight/editmetrics';
import type { AgentBenchOptions } from '../options.ts';
import { sampleEntry } from '../report/entries.ts';
import { markdown, number, summaryText } from '../report/print.ts';
import { writeSheet } from '../report/sheet.ts';
import type { Client } from '../run/client.ts';
import { pool } from '../run/pool.ts';
import { loadDataset } from './dataset.ts';
import { editSample, type SampleResult } from './edit.ts';
import { agreements, judgeSample } from './judge.ts';
import type { EditSample, JudgedSample } from './sample.ts';

type WithFleet = <T>(work: (client: Client) => Promise<T>) => Promise<T>;

/** Runs a data set and prints its figures. @returns the exit code */
export async function runDataset(
  options: AgentBenchOptions,
  { name, folder }: NonNullable<AgentBenchOptions['dataset']>,
  withFleet: WithFleet,
  print: (text: string) => void,
): Promise<number> {
  let dataset: Awaited<ReturnType<typeof loadDataset>>;
  try {
    dataset = await loadDataset(name, folder, options);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
  if (dataset.kind === 'judge')
    await judgeAll(dataset.samples.slice(0, options.limit ?? undefined), options, withFleet, print);
  else await editAll(dataset.samples.slice(0, options.limit ?? undefined), options, withFleet, print);
  return 0;
}

async function editAll(
  samples: readonly EditSample[],
  { jobs, switches, out, dataset }: AgentBenchOptions,
  withFleet: WithFleet,
  print: (text: string) => void,
): Promise<void> {
  let done = 0;
  const results = await withFleet((client) =>
    pool(samples, jobs, async (sample) => {
      const result = await editSample(client, sample, switches);
      console.error(
        `${++done}/${samples.length} ${result.error === null ? '✓' : `FAILED (${result.error})`} ${sample.id}`,
      );
      return result;
    }),
  );
  const groups = [...new Set(results.map(({ sample }) => sample.group))].filter((group) => group !== '');
  const lines = [...groups, ''].map((group) => {
    const some = group === '' ? results : results.filter(({ sample }) => sample.group === group);
    return { group: group || 'all', ...sampleFigures(some) };
  });
  const table = markdown(
    ['group', 'samples', 'failed', 'L1×10²', 'nothing', 'L2×10³', 'nothing', 'L1_RC', 'L2_RC', 'SC', 'PQ', 'O'],
    lines.map((line) => [
      line.group,
      String(line.samples),
      String(line.l1.failed),
      ...[line.l1, line.l1Nothing, line.l2, line.l2Nothing, line.l1Rc, line.l2Rc, line.sc, line.pq, line.o].map(
        ({ mean }) => number(mean),
      ),
    ]),
  );
  const judge =
    'SC, PQ and O are our own evaluator’s scores mapped from 1..5 to 0..10: not comparable with a VLM judge’s.';
  print(`\n${table}\n\n${judge}\n`);
  if (out !== null) {
    const entries = [];
    for (const result of results) entries.push(await sampleEntry(result));
    print(
      `Contact sheet: ${await writeSheet(out, `Agent bench: ${dataset!.name}`, `${table}\n\n${judge}`, entries)}\n`,
    );
  }
  const failures = results.flatMap(({ sample, error }) => (error === null ? [] : [{ id: sample.id, error }]));
  console.log(JSON.stringify({ bench: 'agent', dataset: dataset!.name, lines, failures }));
}

function sampleFigures(results: readonly SampleResult[]): Record<
  'l1' | 'l2' | 'l1Nothing' | 'l2Nothing' | 'l1Rc' | 'l2Rc' | 'sc' | 'pq' | 'o',
  Summary
> & {
  readonly samples: number;
} {
  const of = (figure: (result: SampleResult) => number | undefined, among = results): Summary =>
    summarise(among.map((result) => figure(result) ?? null));
  const masked = results.filter(({ sample }) => sample.mask !== null);
  return {
    samples: results.length,
    l1: of(({ edited }) => edited?.l1),
    l2: of(({ edited }) => edited?.l2),
    l1Nothing: of(({ nothing }) => nothing?.l1),
    l2Nothing: of(({ nothing }) => nothing?.l2),
    l1Rc: of(({ region }) => region?.l1, masked),
    l2Rc: of(({ region }) => region?.l2, masked),
    sc: of(({ judged }) => judged?.sc),
    pq: of(({ judged }) => judged?.pq),
    o: of(({ judged }) => judged?.o),
  };
}

async function judgeAll(
  samples: readonly JudgedSample[],
  { jobs, dataset }: AgentBenchOptions,
  withFleet: WithFleet,
  print: (text: string) => void,
): Promise<void> {
  const results = await withFleet((client) => pool(samples, jobs, (sample) => judgeSample(client, sample)));
  const lines = agreements(results);
  print(
    `\n${markdown(
      ['axis', 'SRCC', 'PLCC', 'scored', 'failed'],
      lines.map((line) => [
        line.axis,
        number(line.srcc, 3),
        number(line.plcc, 3),
        String(line.scored),
        String(line.failed),
      ]),
    )}\n`,
  );
  const scored = results.filter(({ scores }) => scores !== null);
  const means = (['aesthetic', 'instruction'] as const).map((axis) => {
    const ours = summarise(results.map(({ scores }) => scores?.[axis] ?? null));
    const people = summarise(scored.map(({ sample }) => sample.people[axis]));
    return `${axis}: ours ${summaryText(ours)}; people's of the same ${summaryText(people)}`;
  });
  print(`${means.join('\n')}\n`);
  const failures = results.flatMap(({ sample, error }) => (error === null ? [] : [{ id: sample.id, error }]));
  console.log(JSON.stringify({ bench: 'agent', dataset: dataset!.name, lines, failures }));
}
