import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { encodeImage } from '@safelight/codec';
import { Fault, limits, sha256, type PhotoKind, type Problem, type Recipe } from '@safelight/core';
import { parseRecipe } from '@safelight/recipe';
import { readRoc } from '@safelight/roc';
import { writeDurably } from '@safelight/service-kit/durable';
import { readXmp } from '@safelight/xmp';
import type { Context } from '../context.ts';
import { develop } from '../develop.ts';
import { metadataOf, spaceOf } from '../export.ts';
import { verify } from '../photos.ts';
import type { Jail } from './jail.ts';

/** What Lightroom's plug-in exports with. */
const jpegQuality = 80;
const output = { keepMetadata: true } as const;

export interface ProcessRequest {
  readonly photoPath: string;
  /** Lua table, preset, JSON, Python dict, XMP or recipe. */
  readonly configPath: string;
  /** Null = `processed/` beside the photo. */
  readonly outputFolder: string | null;
}

export interface Processed {
  readonly outputPath: string;
  readonly warnings: readonly Problem[];
}

/** What a request names, found inside the jail. */
export interface FoundFiles {
  readonly photo: string;
  readonly config: string;
  readonly outputFolder: string;
}

/** @throws Fault `file.unreadable`, `file.unwritable` for paths that are not there or lie outside */
export async function findFiles(jail: Jail, request: ProcessRequest): Promise<FoundFiles> {
  const photo = await jail.existing(request.photoPath, 'Photo file');
  const config = await jail.existing(request.configPath, 'XMP file');
  return { photo, config, outputFolder: await jail.folder(request.outputFolder ?? join(dirname(photo), 'processed')) };
}

async function readLimited(path: string, sizeBytesMax: number): Promise<Buffer> {
  const file = await stat(path);
  if (!file.isFile()) throw new Fault('file.unreadable', `${basename(path)} is no file. Name a file.`);
  if (file.size > sizeBytesMax) {
    throw new Fault('request.tooLarge', `${basename(path)} has ${file.size} bytes; at most ${sizeBytesMax} are read.`);
  }
  return readFile(path);
}

/** Reads a configuration in any of its forms; data only, whatever language it is written in. */
function readConfig(
  text: string,
  photoKind: PhotoKind,
): { readonly recipe: Recipe; readonly warnings: readonly Problem[] } {
  const start = text.trimStart();
  if (start.startsWith('<')) return readXmp(text, { photoKind });
  if (/^\{\s*"schema"\s*:/.test(start)) return { recipe: parseRecipe(JSON.parse(text)), warnings: [] };
  return readRoc(text, { photoKind });
}

/** Develops the photo in full size and writes the JPEG whole or not at all; one that is there is replaced. */
export async function processPhoto(context: Context, files: FoundFiles, signal: AbortSignal): Promise<Processed> {
  const data = await readLimited(files.photo, limits.photoSizeBytes);
  const text = (await readLimited(files.config, limits.xmpSizeBytes)).toString('utf8');
  const photo = verify({ sha256: sha256(data), data }, { tenant: '' });
  const { kind } = await context.photos.get(photo);
  const { recipe, warnings } = readConfig(text, kind);
  const target = {
    longEdgeMaxPixels: null,
    profileFor: (one: Parameters<typeof spaceOf>[1]) => spaceOf(output, one).profile,
    depth: 8,
  } as const;
  const developed = await develop(context, { photo, recipe }, target, signal);
  const { metadata, problems } = metadataOf(developed, true);
  const icc = spaceOf(output, developed.photo).icc;
  const jpeg = await encodeImage(developed.image, { format: 'jpeg', quality: jpegQuality, icc, metadata });
  const outputPath = join(files.outputFolder, `${basename(files.photo, extname(files.photo))}.jpg`);
  await writeDurably(outputPath, jpeg).catch((cause: NodeJS.ErrnoException) => {
    const text = `The output cannot be written (${cause.code ?? 'unknown cause'}). Choose another folder.`;
    throw new Fault('file.unwritable', text, { cause });
  });
  return { outputPath, warnings: [...warnings, ...developed.problems, ...problems] };
}
