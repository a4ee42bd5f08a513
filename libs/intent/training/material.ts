import { readFile } from 'node:fs/promises';
import type { Locale } from '@safelight/core';

/** What a phrase is in a sentence; it decides the frames it may stand in. `README.md` describes each. */
export const roles = ['do', 'say', 'bad', 'good', 'badthing', 'goodthing', 'lack', 'excess'] as const;
export type Role = (typeof roles)[number];

/** Phrases that mean the same: `+lightness`, `-warmth@teeth` or `look:moody`. */
export interface Meaning {
  readonly label: string;
  readonly phrases: Readonly<Record<Role, readonly string[]>>;
}

export interface Material {
  readonly locale: Locale;
  readonly meanings: readonly Meaning[];
  /** Words for each region. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
  /** Sentences that give no goal, by kind, with slots. */
  readonly none: Readonly<Record<string, readonly string[]>>;
  readonly slots: Readonly<Record<string, readonly string[]>>;
}

const folder = new URL('material/', import.meta.url);
const listOf = (text: string): readonly string[] => text.split('|').map((phrase) => phrase.trim());

async function linesOf(name: string): Promise<readonly string[]> {
  return (await readFile(new URL(name, folder), 'utf8')).split('\n').filter((line) => line.trim() !== '');
}

function meaningsOf(lines: readonly string[], prefix: string): readonly Meaning[] {
  const meanings: { label: string; phrases: Record<Role, string[]> }[] = [];
  for (const line of lines) {
    const heading = /^\[(.+)\]$/.exec(line)?.[1];
    if (heading !== undefined) {
      const phrases = Object.fromEntries(roles.map((role) => [role, [] as string[]])) as Record<Role, string[]>;
      meanings.push({ label: prefix + heading, phrases });
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    // What a look is like is always wished for.
    const role = name === 'thing' ? 'goodthing' : roles.find((known) => known === name);
    if (role === undefined || meanings.length === 0) throw new Error(`No role and heading for the line: ${line}`);
    meanings.at(-1)!.phrases[role].push(...listOf(line.slice(colon + 1)));
  }
  return meanings;
}

export async function readMaterial(locale: Locale): Promise<Material> {
  const none: Record<string, string[]> = {};
  const slots: Record<string, readonly string[]> = {};
  let kind = '';
  for (const line of await linesOf(`${locale}-none.txt`)) {
    const slot = /^\{(\w+)\} (.+)$/.exec(line);
    if (line.startsWith('# ')) kind = line.slice(2);
    else if (kind === 'Slots' && slot !== null) slots[slot[1]!] = listOf(slot[2]!);
    else (none[kind] ??= []).push(...(line.includes('{') ? [line] : listOf(line)));
  }
  const regions = (await linesOf(`${locale}-regions.txt`)).map((line): [string, readonly string[]] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), listOf(line.slice(colon + 1))];
  });
  return {
    locale,
    meanings: [
      ...meaningsOf(await linesOf(`${locale}-axes.txt`), ''),
      ...meaningsOf(await linesOf(`${locale}-looks.txt`), 'look:'),
    ],
    regions: Object.fromEntries(regions),
    none,
    slots,
  };
}
