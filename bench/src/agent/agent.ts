import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalFleet } from '@safelight/local';
import { silentLogger } from '@safelight/service-kit';
import type { Row } from '../row.ts';
import { casesFolder, loadCases } from './case/case.ts';
import { runDataset } from './dataset/run.ts';
import { loadProblems, problemsFolder } from './inverse/problem.ts';
import { renderTargets, solve } from './inverse/solve.ts';
import { agentHelp, readOptions, type AgentBenchOptions } from './options.ts';
import { ablationTable, variants, type VariantResult } from './report/ablations.ts';
import { caseEntries, inverseEntry } from './report/entries.ts';
import { failingList, figuresText, inverseTable, tallyTable } from './report/print.ts';
import { writeSheet } from './report/sheet.ts';
import { figures, passed, tallies, verdictsOf } from './report/summary.ts';
import { runCase } from './run/case.ts';
import { Client, type TurnSwitches } from './run/client.ts';
import { pool } from './run/pool.ts';

/** A fleet in this process, its data in a folder that goes with it. */
export async function withFleet<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'safelight-bench-'));
  try {
    await using fleet = await startLocalFleet({ dataDir, httpPort: 0, logger: silentLogger });
    return await work(new Client(fleet, new AbortController().signal));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Cases and inverse problems under one set of switches. */
async function runSuite(options: AgentBenchOptions, switches: TurnSwitches, label: string): Promise<VariantResult> {
  const { categories, language, names, jobs } = options;
  const cases = await loadCases(casesFolder, {
    ...(categories === null ? {} : { categories }),
    ...(language === null ? {} : { language }),
    ...(names === null ? {} : { names }),
  });
  const all =
    categories === null || categories.includes('inverse')
      ? await loadProblems(problemsFolder, language ?? undefined)
      : [];
  const problems = all.filter(({ id }) => names === null || names.includes(id));
  if (cases.length + problems.length === 0) throw new Error('No case is left by --category, --language and --case.');
  const targets = await renderTargets(problems);
  let done = 0;
  const told = (name: string, good: boolean, wallMs: number): void => {
    const count = `${++done}/${cases.length + problems.length}`;
    console.error(`${label} ${count} ${good ? '✓' : '✗'} ${name} (${(wallMs / 1000).toFixed(1)} s)`);
  };
  return withFleet(async (client) => {
    const caseResults = await pool(cases, jobs, async (one) => {
      const result = await runCase(client, one, switches);
      told(`${one.category}/${one.name}`, passed(result), result.wallMs);
      return result;
    });
    const inverse = await pool(problems, jobs, async (problem) => {
      const start = performance.now();
      const result = await solve(client, problem, targets.get(problem.id)!, switches);
      const nearer = result.edited !== null && result.edited.l2 < result.nothing.l2;
      told(`inverse/${problem.id}`, nearer, performance.now() - start);
      return result;
    });
    return { label, cases: caseResults, inverse };
  });
}

/** `npm run bench -- agent …`. @returns the exit code */
export async function agentCommand(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(agentHelp);
    return 0;
  }
  let options: AgentBenchOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${agentHelp}`);
    return 2;
  }
  const print = (text: string): void => {
    if (!options.json) console.log(text);
  };
  if (options.dataset !== null) return runDataset(options, options.dataset, withFleet, print);
  const runs: VariantResult[] = [];
  const wanted = options.ablations ? variants : [{ label: 'agent', switches: options.switches }];
  try {
    for (const { label, switches } of wanted) runs.push(await runSuite(options, switches, label));
  } catch (error) {
    // A case file that does not fit, or a fleet that did not start: what failed within a case is in its result.
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
  const [first] = runs as [VariantResult];
  const lines = tallies(first.cases);
  const means = figures(first.cases, first.inverse);
  const parts = [
    tallyTable(lines),
    ...(first.inverse.length === 0 ? [] : [inverseTable(first.inverse)]),
    figuresText(means),
    failingList(lines),
    ...(options.ablations ? [ablationTable(runs)] : []),
  ];
  print(`\n${parts.join('\n\n')}\n`);
  if (options.out !== null) {
    const entries = [...first.cases.flatMap(caseEntries), ...first.inverse.map(inverseEntry)];
    print(`Contact sheet: ${await writeSheet(options.out, 'Agent bench', parts.join('\n\n'), entries)}\n`);
  }
  console.log(
    JSON.stringify({
      bench: 'agent',
      runs: runs.map(({ label, cases, inverse }) => ({
        label,
        tallies: tallies(cases),
        figures: figures(cases, inverse),
        cases: cases.map((result) => ({
          name: `${result.case.category}/${result.case.name}`,
          passed: passed(result),
          failed: verdictsOf(result).filter(({ held }) => !held),
          steps: result.turns.map(({ steps }) => steps),
          wallMs: Math.round(result.wallMs),
          error: result.error,
        })),
        inverse: inverse.map(({ problem, nothing, edited, steps, error }) => ({
          id: problem.id,
          nothing,
          edited,
          steps,
          error,
        })),
      })),
    }),
  );
  return 0;
}

/** The suite as rows of the table of all benches. */
export async function benchAgent(): Promise<Row[]> {
  const { cases, inverse } = await runSuite(readOptions([]), {}, 'agent');
  const lines = tallies(cases);
  const means = figures(cases, inverse);
  const share = (of: (line: (typeof lines)[number]) => boolean): number => {
    const chosen = lines.filter(of);
    const sum = (key: 'outcomes' | 'outcomesHeld'): number => chosen.reduce((total, line) => total + line[key], 0);
    return (100 * sum('outcomesHeld')) / sum('outcomes');
  };
  const refusals = cases.filter((result) => result.case.category === 'refusal');
  return [
    {
      name: 'agent: outcomes held',
      value: share((line) => line.category === 'all' && line.language === 'all'),
      unit: '%',
      goal: { atLeast: 95 },
    },
    {
      name: 'agent: outcomes held in Chinese',
      value: share((line) => line.category === 'all' && line.language === 'zh'),
      unit: '%',
      goal: { atLeast: 90 },
    },
    {
      name: 'agent: refusals right',
      value: (100 * refusals.filter(passed).length) / refusals.length,
      unit: '%',
      goal: { atLeast: 100 },
    },
    {
      name: 'agent: L2×10³ to hidden targets',
      value: means.inverse.l2.mean ?? Number.NaN,
      unit: '',
      goal: { atMost: means.inverse.l2Nothing.mean ?? 0 },
      note: `the goal is what doing nothing scores; ${means.inverse.l2.failed} failed`,
    },
  ];
}
