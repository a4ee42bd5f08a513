import { parseArgs } from 'node:util';
import { datasetNames, type DatasetName } from './dataset/dataset.ts';
import { categories, languages } from './case/schema.ts';
import type { TurnSwitches } from './run/client.ts';

/** What `npm run bench -- agent …` was asked for. */
export interface AgentBenchOptions {
  readonly categories: readonly string[] | null;
  readonly language: 'en' | 'zh' | null;
  readonly names: readonly string[] | null;
  readonly switches: TurnSwitches;
  readonly ablations: boolean;
  readonly dataset: { readonly name: DatasetName; readonly folder: string } | null;
  /** Which of three lengths of instruction a data set with three of them is asked with. */
  readonly length: 'short' | 'middle' | 'long';
  /** For data sets that hold no instruction. */
  readonly instruction: string;
  readonly limit: number | null;
  /** Folder for the contact sheet; null = none. */
  readonly out: string | null;
  /** Print nothing on stdout but the JSON line. */
  readonly json: boolean;
  readonly jobs: number;
}

const lengths = ['short', 'middle', 'long'] as const;

export const agentHelp = `npm run bench -- agent [options]

  --category <c>     only this category (repeatable): ${categories.join(', ')}, inverse
  --language <l>     en or zh
  --case <name>      only this case or inverse problem (repeatable)
  --out <folder>     write a contact sheet (index.html) there
  --json             print nothing but the JSON line
  --jobs <n>         cases at a time (default 2)
  --text-only        withhold pictures and measurements after the original
  --no-reflection    no rounds of reflection
  --candidates <G>   G trajectories, the best wins
  --ablations        all of these side by side
  --dataset <d> <folder>   a public data set instead: ${datasetNames.join(', ')}
  --length <l>       short, middle or long: which instruction of a data set that has three
  --instruction <t>  for data sets without instructions
  --limit <n>        only the first n samples of the data set
  --help             this`;

/** @throws Error with one line that says what is wrong */
export function readOptions(args: readonly string[]): AgentBenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      category: { type: 'string', multiple: true },
      language: { type: 'string' },
      case: { type: 'string', multiple: true },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      jobs: { type: 'string', default: '2' },
      'text-only': { type: 'boolean', default: false },
      'no-reflection': { type: 'boolean', default: false },
      candidates: { type: 'string' },
      ablations: { type: 'boolean', default: false },
      dataset: { type: 'string' },
      length: { type: 'string', default: 'middle' },
      instruction: { type: 'string', default: 'Retouch this photo so that it looks natural and well exposed.' },
      limit: { type: 'string' },
    },
  });
  const asked = values.category ?? null;
  for (const category of asked ?? []) oneOf('--category', category, [...categories, 'inverse']);
  const switches: TurnSwitches = {
    ...(values['text-only'] ? { textOnly: true } : {}),
    ...(values['no-reflection'] ? { reflectionsMax: 0 } : {}),
    ...(values.candidates === undefined ? {} : { candidates: count('--candidates', values.candidates) }),
  };
  if (values.ablations && Object.keys(switches).length > 0) {
    throw new Error('--ablations runs every switch itself: leave --text-only, --no-reflection and --candidates out.');
  }
  return {
    categories: asked,
    language: values.language === undefined ? null : oneOf('--language', values.language, languages),
    names: values.case ?? null,
    switches,
    ablations: values.ablations,
    dataset: datasetOf(values.dataset, positionals),
    length: oneOf('--length', values.length, lengths),
    instruction: values.instruction,
    limit: values.limit === undefined ? null : count('--limit', values.limit),
    out: values.out ?? null,
    json: values.json,
    jobs: count('--jobs', values.jobs),
  };
}

function datasetOf(name: string | undefined, positionals: readonly string[]): AgentBenchOptions['dataset'] {
  const [folder, ...more] = positionals;
  if (name === undefined) {
    if (folder !== undefined) throw new Error(`"${folder}" means nothing here; a folder needs --dataset before it.`);
    return null;
  }
  if (folder === undefined || more.length > 0) throw new Error(`--dataset ${name} takes one folder.`);
  return { name: oneOf('--dataset', name, datasetNames), folder };
}

function oneOf<const T extends string>(flag: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Error(`${flag} takes ${choices.join(', ')}, not "${value}".`);
  return found;
}

function count(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${flag} takes a whole number from 1, not "${text}".`);
  return value;
}
