import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../photos.ts';
import type { Region } from '../picture/region.ts';
import { caseSchema, categories, regionsFileSchema, type Category, type Outcome, type PhotoSpec } from './schema.ts';

export const casesFolder = join(root, 'bench/cases/agent');

/** One case, ready to run. */
export interface Case {
  /** Name of its file without the ending. */
  readonly name: string;
  readonly category: Category;
  readonly language: 'en' | 'zh';
  readonly photo: PhotoSpec;
  readonly regions: ReadonlyMap<string, Region>;
  readonly turns: readonly { readonly instruction: string; readonly outcomes: readonly Outcome[] }[];
}

/** Which cases to run; each field that is given narrows. */
export interface Selection {
  readonly categories?: readonly string[];
  readonly language?: string;
  readonly names?: readonly string[];
}

/** Reads every case, or those of the selection. @throws Error that names the file and the field */
export async function loadCases(folder: string, selection: Selection = {}): Promise<Case[]> {
  const shared = await read(join(folder, 'regions.json'), regionsFileSchema);
  const cases: Case[] = [];
  for (const category of categories) {
    if (selection.categories !== undefined && !selection.categories.includes(category)) continue;
    const names = (await readdir(join(folder, category))).filter((file) => file.endsWith('.json')).sort();
    for (const file of names) {
      const name = file.slice(0, -'.json'.length);
      if (selection.names !== undefined && !selection.names.includes(name)) continue;
      const path = join(folder, category, file);
      const parsed = await read(path, caseSchema);
      if (selection.language !== undefined && parsed.language !== selection.language) continue;
      const base = photoFileOf(parsed.photo);
      const regions = new Map([
        ...Object.entries(base === null ? {} : (shared[base] ?? {})),
        ...Object.entries(parsed.regions),
      ]);
      const turns = parsed.turns.map(({ instruction, outcomes }) => {
        checkReferences(path, outcomes, regions);
        return { instruction: textOf(instruction), outcomes };
      });
      cases.push({ name, category, language: parsed.language, photo: parsed.photo, regions, turns });
    }
  }
  return cases;
}

function photoFileOf(photo: PhotoSpec): string | null {
  if (typeof photo === 'string') return photo;
  return 'from' in photo ? photo.from : null;
}

function textOf(instruction: z.output<typeof caseSchema>['turns'][number]['instruction']): string {
  if (typeof instruction === 'string') return instruction;
  return instruction.map(({ text, times }) => text.repeat(times)).join('');
}

function checkReferences(path: string, outcomes: readonly Outcome[], regions: ReadonlyMap<string, Region>): void {
  for (const outcome of outcomes) {
    if ('region' in outcome && outcome.region !== undefined && !regions.has(outcome.region)) {
      throw new Error(`${path}: no region "${outcome.region}"; there are ${[...regions.keys()].join(', ') || 'none'}.`);
    }
  }
}

async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} cannot be read as JSON: ${String(cause)}`, { cause });
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new Error(`${path} is no case file:\n${z.prettifyError(result.error)}`);
  return result.data;
}
