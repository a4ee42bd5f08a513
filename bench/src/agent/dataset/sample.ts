import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';

/** A photo, what is wished of it, and how somebody else did it. */
export interface EditSample {
  readonly id: string;
  /** Class, scenario or other part of the data set that has figures of its own; empty when there is none. */
  readonly group: string;
  readonly before: string;
  readonly target: string;
  readonly instruction: string;
  /** White where a person stands, for L1_RC and L2_RC. */
  readonly mask: string | null;
}

/** An edit that people scored, 1 (poor) to 5 (excellent). */
export interface JudgedSample {
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly instruction: string;
  readonly people: { readonly aesthetic: number; readonly instruction: number };
}

/** The folder is not laid out as the data set is. */
export class LayoutError extends Error {
  constructor(dataset: string, folder: string, lacks: string) {
    super(`${folder} is not laid out as ${dataset}: ${lacks} The layouts are in bench/src/agent/dataset/README.md.`);
  }
}

const photoExtensions = ['.jpg', '.jpeg', '.png', '.webp', '.tif', '.tiff', '.dng', '.nef', '.cr2', '.arw'];

export const isPhoto = (name: string): boolean => photoExtensions.includes(extname(name).toLowerCase());
export const stemOf = (name: string): string => basename(name, extname(name));

/** The entries of a folder; a folder that cannot be listed is told as one that is not in the layout. */
export async function list(dataset: string, folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch {
    throw new LayoutError(dataset, folder, 'there is no such folder.');
  }
}

export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (one) => one.isDirectory(),
    () => false,
  );

/** The first of these stems that the folder has as a photo; null when none. */
export function photoNamed(entries: readonly string[], stems: readonly string[]): string | null {
  for (const stem of stems) {
    const found = entries.find((name) => isPhoto(name) && stemOf(name).toLowerCase() === stem.toLowerCase());
    if (found !== undefined) return found;
  }
  return null;
}

const depthMax = 4;

/** Folders under `folder`, itself included, that hold a photo of one of these stems. */
export async function sampleFolders(
  dataset: string,
  folder: string,
  stems: readonly string[],
): Promise<{ readonly path: string; readonly id: string; readonly entries: readonly string[] }[]> {
  const found: { path: string; id: string; entries: string[] }[] = [];
  const walk = async (path: string, depth: number): Promise<void> => {
    const entries = await list(dataset, path);
    if (photoNamed(entries, stems) !== null) {
      found.push({ path, id: relative(folder, path) || basename(path), entries });
      return;
    }
    if (depth === depthMax) return;
    for (const entry of entries) if (await isFolder(join(path, entry))) await walk(join(path, entry), depth + 1);
  };
  await walk(folder, 0);
  if (found.length === 0) {
    const names = stems.map((stem) => `${stem}.jpg`).join(', ');
    throw new LayoutError(dataset, folder, `no folder in it, ${depthMax} levels deep, holds ${names} (or .png).`);
  }
  return found;
}

/** Text of the first of these files that exists, without the space around it; null when none does. */
export async function firstText(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text !== null && text.trim() !== '') return text.trim();
  }
  return null;
}
