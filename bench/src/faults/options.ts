import { parseArgs } from 'node:util';

/** The faults of the list that this bench injects; F9 and F11 are held by tests (see README.md). */
export const faultNames = ['F1', 'F2', 'F3', 'F4', 'F5', 'F7', 'F8', 'F10', 'F12'] as const;
export type FaultName = (typeof faultNames)[number];

/** What `npm run bench -- faults …` was asked for. */
export interface FaultOptions {
  readonly only: readonly FaultName[];
  /** The same one chooses the same faults at the same events, though not at the same instants. */
  readonly seed: number;
  readonly quick: boolean;
  /** Kill -9 of services in F1. */
  readonly kills: number;
  /** Keeps the data folder with all logs; null = a temporary one that goes when nothing was found. */
  readonly dataDir: string | null;
}

const killsOf = { quick: 9, full: 200 } as const;
const killsMax = 10_000;
const seedMax = 2 ** 32 - 1;

export const faultsHelp = `npm run bench -- faults [options]

  --quick            about two minutes: ${killsOf.quick} kills instead of ${killsOf.full}, the other faults once
  --seed <n>         another choice of faults (default 1)
  --only <F1,F5>     only these: ${faultNames.join(', ')}
  --kills <n>        kill -9 of services in F1
  --data-dir <dir>   keep everything there; else a temporary folder, kept when something was lost or done twice
  --help             this`;

/** @throws Error with one line that says what is wrong */
export function readOptions(args: readonly string[]): FaultOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      kills: { type: 'string' },
      'data-dir': { type: 'string' },
    },
  });
  return {
    only: values.only === undefined ? faultNames : namesOf(values.only),
    seed: wholeNumber('--seed', values.seed, 0, seedMax),
    quick: values.quick,
    kills: wholeNumber('--kills', values.kills ?? String(killsOf[values.quick ? 'quick' : 'full']), 1, killsMax),
    dataDir: values['data-dir'] ?? null,
  };
}

function namesOf(text: string): readonly FaultName[] {
  const asked = text.split(',').map((name) => name.trim().toUpperCase());
  const unknown = asked.filter((name) => !faultNames.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`--only: no ${unknown.join(', ')}. There are: ${faultNames.join(', ')}.`);
  return faultNames.filter((name) => asked.includes(name));
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`${option} takes a whole number from ${min} to ${max}, not “${text}”.`);
}
