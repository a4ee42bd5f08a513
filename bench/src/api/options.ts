import { parseArgs } from 'node:util';

/** On what the gateway keeps its data: all in one folder, or PostgreSQL, Kafka and S3. */
export const groundNames = ['embedded', 'real'] as const;
export type GroundName = (typeof groundNames)[number];

export const partNames = ['hello', 'read', 'limiter', 'upload', 'turn', 'follow', 'soak'] as const;
export type PartName = (typeof partNames)[number];

/** What `npm run bench -- api …` was asked for. */
export interface ApiOptions {
  readonly grounds: readonly GroundName[];
  readonly parts: readonly PartName[];
  readonly soakMs: number;
  /** Contenders take turns this often; each figure is the median of its rounds. */
  readonly rounds: number;
  /** Of one contender in one round. */
  readonly roundMs: number;
}

const minuteMs = 60_000;

export const apiHelp = `npm run bench -- api [options]

  --on <embedded,real>    only one of: the embedded default; PostgreSQL, Kafka and S3
  --only <read,turn>      only these: ${partNames.join(', ')}
  --soak <minutes>        how long the soak runs (default 1)
  --quick                 short rounds, to try things: too short for the record
  --help                  this`;

/** @throws Error with one line that says what is wrong */
export function readOptions(args: readonly string[]): ApiOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      on: { type: 'string' },
      only: { type: 'string' },
      soak: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
    },
  });
  const soak = Number(values.soak);
  if (!(soak > 0 && soak <= 24 * 60)) throw new Error(`--soak takes minutes up to a day, not “${values.soak}”.`);
  return {
    grounds: namesOf('--on', values.on, groundNames),
    parts: namesOf('--only', values.only, partNames),
    soakMs: soak * minuteMs,
    ...(values.quick ? { rounds: 2, roundMs: 1_500 } : { rounds: 5, roundMs: 4_000 }),
  };
}

function namesOf<N extends string>(option: string, text: string | undefined, known: readonly N[]): readonly N[] {
  if (text === undefined) return known;
  const asked = text.split(',').map((name) => name.trim());
  const unknown = asked.filter((name) => !known.some((one) => one === name));
  if (unknown.length > 0) throw new Error(`${option}: no ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  return known.filter((name) => asked.includes(name));
}
