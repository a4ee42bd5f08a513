import { readFile } from 'node:fs/promises';
import { hueBands, regionNames, type Locale } from '@safelight/core';
import { axes, places, type Intent, type Region } from '../intent.ts';
import { looks } from '../looks/index.ts';

/** Why a sentence must give no goal. */
export const noneKinds = ['generative', 'question', 'chatter', 'injection', 'nonsense', 'request'] as const;
export type NoneKind = (typeof noneKinds)[number];

/** A sentence of `fixtures/` and what it means; the notation is described in `fixtures/README.md`. */
export interface Paraphrase {
  readonly locale: Locale;
  readonly text: string;
  /** Each entry is wanted; any one of its alternatives will do. Empty = nothing may be read. */
  readonly wanted: readonly (readonly string[])[];
  /** Right but not wanted: counted neither way. */
  readonly allowed: readonly string[];
  readonly none: NoneKind | null;
}

const regions: readonly string[] = [...regionNames, ...places, ...hueBands];

/** Alike enough that either is right: nobody who speaks of a complexion tells the face from its skin. */
const sameRegion: Readonly<Record<string, string>> = { skin: 'face', subject: 'person' };

/** One reading in the notation of the fixtures. */
export function written(axis: string, amount: number, region: Region | null): string {
  return `${amount > 0 ? '+' : '-'}${axis}${region === null ? '' : `@${nameOf(region)}`}`;
}

function nameOf(region: Region): string {
  switch (region.kind) {
    case 'matte':
      return sameRegion[region.name] ?? region.name;
    case 'place':
      return region.place;
    case 'colour':
      return region.band;
    case 'tone':
      return `tone:${region.tone}`;
  }
}

/** All that an intent asks of the photo. What is no goal or look is named by its kind and matches nothing wanted. */
export function readingsOf(intent: Intent): readonly string[] {
  return [
    ...intent.goals.flatMap(({ axis, amount, region, look }) => (look === null ? [written(axis, amount, region)] : [])),
    ...intent.looks.map((look) => `look:${look}`),
    ...intent.tonings.flatMap(({ tone, look }) => (look === null ? [`toning:${tone}`] : [])),
    ...intent.recolours.flatMap(({ band, look }) => (look === null ? [`recolour:${band}`] : [])),
    // A look brings corrections, tonings and constraints of its own.
    ...(intent.looks.length > 0 ? [] : intent.corrections.map(({ what }) => `fix:${what}`)),
    ...(intent.looks.length > 0 ? [] : intent.constraints.map(({ protect }) => `keep:${protect}`)),
    ...intent.explicit.map(({ tool }) => `set:${tool}`),
    ...intent.followUps.map(({ kind }) => `again:${kind}`),
    ...(intent.geometry === null ? [] : ['geometry']),
  ];
}

function parseReading(text: string, line: string): string {
  const look = /^look:(.+)$/.exec(text)?.[1];
  if (look !== undefined) {
    if (!Object.hasOwn(looks, look)) throw new Error(`No look is called ${look}: ${line}`);
    return text;
  }
  const [, sign, axis, region] = /^([+-])([a-z]+)(?:@([a-z]+))?$/i.exec(text) ?? [];
  if (!(axes as readonly (string | undefined)[]).includes(axis)) throw new Error(`No axis in ${text}: ${line}`);
  if (region !== undefined && !regions.includes(region)) throw new Error(`No region ${region}: ${line}`);
  return `${sign}${axis}${region === undefined ? '' : `@${sameRegion[region] ?? region}`}`;
}

/** @throws Error that quotes the line when its meaning is not in the notation. */
export function parseParaphrase(line: string): Paraphrase {
  const [locale, text, meaning] = line.split('\t');
  if ((locale !== 'en' && locale !== 'zh') || text === undefined || meaning === undefined)
    throw new Error(`Not language, sentence and meaning with tabs between: ${line}`);
  const none = /^none:(.+)$/.exec(meaning)?.[1];
  if (none !== undefined) {
    const kind = noneKinds.find((known) => known === none);
    if (kind === undefined) throw new Error(`No kind ${none}: ${line}`);
    return { locale, text, wanted: [], allowed: [], none: kind };
  }
  // Names of looks hold spaces, so an entry ends where the next one begins.
  const entries = meaning.split(/ (?=[+(-]|look:)/);
  const allowed = entries
    .filter((entry) => entry.startsWith('('))
    .map((entry) => parseReading(entry.slice(1, -1), line));
  const wanted = entries
    .filter((entry) => !entry.startsWith('('))
    .map((entry) => entry.split('/').map((alternative) => parseReading(alternative, line)));
  return { locale, text, wanted, allowed, none: null };
}

export async function readParaphrases(name: 'paraphrases' | 'paraphrases-dev'): Promise<readonly Paraphrase[]> {
  const text = await readFile(new URL(`../../fixtures/${name}.tsv`, import.meta.url), 'utf8');
  return text.trim().split('\n').map(parseParaphrase);
}
