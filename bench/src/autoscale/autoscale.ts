/**
 * `npm run bench -- autoscale`: the rules of scaling on the same days, in a simulation that depends on nothing but its
 * inputs. Settings are chosen on some days and judged on others; both are printed.
 */
import { writeFile } from 'node:fs/promises';
import { scaledGroups, scaledObjectSpec } from '@safelight/autoscale';
import { compare, judge, standings, type Verdict } from './compare.ts';
import { modelTier, type Tier } from './model/tier.ts';
import { autoscaleHelp, readOptions, type AutoscaleOptions } from './options.ts';
import { paperCommand } from './paper/command.ts';
import { plot } from './plot.ts';
import { standingsOf, traceTable, verdictLine } from './table.ts';
import { judgingTraces, tuningTraces } from './traces/split.ts';
import { traceName } from './traces/trace.ts';
import { tune } from './tune/tune.ts';

/** The day of the plot: two links that go round. */
const plottedDay = traceName(judgingTraces.find(({ shape }) => shape === 'doubleViral')!);

/** @returns the exit code: 0 when the goal is met on the traces that judge */
export async function autoscaleCommand(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(autoscaleHelp);
    return 0;
  }
  let options: AutoscaleOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${autoscaleHelp}`);
    return 2;
  }
  switch (options.part) {
    case 'tune':
      console.log(JSON.stringify(tune((line) => console.error(line))));
      return 0;
    case 'paper':
      return paperCommand();
    case 'manifest':
      return manifest();
    case 'compare':
      return compareAll(options);
  }
}

async function compareAll({ plotPath, isSensitivityAsked }: AutoscaleOptions): Promise<number> {
  const say = (line: string) => console.error(`autoscale: ${line}`);
  console.log(`${describe(modelTier)}\n\n## Days that settings were chosen on\n`);
  const tuned = compare(modelTier, tuningTraces, say);
  console.log(`${standingsOf(tuned)}\n\n${verdictLine(judge(tuned))}\n`);
  console.log('## Days that judge: other seeds, and mostly other shapes\n');
  const judged = compare(modelTier, judgingTraces, say);
  const verdict = judge(judged);
  console.log(`${standingsOf(judged)}\n\n${verdictLine(verdict)}\n`);
  console.log(`Missed / GPU hours:\n\n${traceTable(judged)}\n`);
  const sensitivity: Record<string, Verdict> = {};
  if (isSensitivityAsked) {
    console.log('## The same settings where starts take longer or shorter\n');
    for (const tier of otherTiers) {
      const { ours, best } = (sensitivity[tier.name] = judge(compare(tier, judgingTraces, say)));
      console.log(`- ${tier.name}: ${verdictLine(sensitivity[tier.name]!)}`);
      say(`${ours.policy} ${ours.misses}, ${best.policy} ${best.misses}`);
    }
    console.log('');
  }
  if (plotPath !== null) await writeFile(plotPath, plot(judged, plottedDay));
  console.log(JSON.stringify({ tuned: standings(tuned), judged: standings(judged), verdict, sensitivity }));
  return verdict.isMet ? 0 : 1;
}

const otherTiers: readonly Tier[] = [60, 100, 200, 300].map((coldStartSeconds) => ({
  ...modelTier,
  name: `a start takes ${coldStartSeconds} s`,
  coldStartSeconds,
}));

function describe({
  name,
  coldStartSeconds,
  secondsAlone,
  secondsEach,
  placesPerReplica,
  objectiveSeconds,
}: Tier): string {
  const service = `${secondsAlone.toFixed(2)} + ${secondsEach.toFixed(3)} b seconds among b, ${placesPerReplica} at most`;
  return `${name}: starts in ${coldStartSeconds} s, answers in ${service}; objective ${objectiveSeconds} s.`;
}

function manifest(): number {
  const addresses = { prometheus: 'http://prometheus:9090', kafka: 'kafka:9092' };
  const specs = Object.entries(scaledGroups).map(
    ([name, group]) => [name, scaledObjectSpec(group, addresses)] as const,
  );
  console.log(JSON.stringify(Object.fromEntries(specs), null, 2));
  return 0;
}
