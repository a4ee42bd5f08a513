/** A running sandbox with its client, and small photos to send to it. */
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeRgb8, encodeImage, orient } from '@safelight/codec';
import { emptyRecipe, Fault, sha256, type Orientation, type Recipe, type Rgb8Image } from '@safelight/core';
import { createClient, silentLogger, type Client } from '@safelight/service-kit';
import { sandboxContract, type OutputSpec, type PhotoSource } from '@safelight/wire';
import { exiftool, type WriteTags } from 'exiftool-vendored';
import { expect } from 'vitest';
import { startSandbox } from '../src/index.ts';

export interface Darkroom extends AsyncDisposable {
  readonly address: string;
  readonly client: Client<typeof sandboxContract>;
}

export async function openDarkroom(): Promise<Darkroom> {
  const service = await startSandbox({ logger: silentLogger, engineWorkers: 2 });
  const client = createClient(sandboxContract, service.address);
  return {
    address: service.address,
    client,
    [Symbol.asyncDispose]: async () => {
      client.close();
      await service[Symbol.asyncDispose]();
    },
  };
}

export const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../fixtures/photos/${name}`, import.meta.url));
export const sent = (data: Uint8Array): PhotoSource => ({ sha256: sha256(data), data });
export const named = (data: Uint8Array): PhotoSource => ({ sha256: sha256(data), data: null });
export const recipeOf = (settings: Recipe['settings']): Recipe => ({ ...emptyRecipe, settings });
export const proxy: OutputSpec = { format: 'jpeg', quality: 85, longEdgeMaxPixels: 320, keepMetadata: false };
export const exact: OutputSpec = { format: 'png', quality: 92, longEdgeMaxPixels: null, keepMetadata: false };

export async function faultOf(promise: Promise<unknown>): Promise<Fault> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Fault);
  return thrown as Fault;
}

/** Every `step`-th pixel of a fixture, without smoothing: small, and with real colours. */
export async function thinned(name: string, step: number): Promise<Rgb8Image> {
  const source = await decodeRgb8(fixture(name));
  const [width, height] = [Math.floor(source.width / step), Math.floor(source.height / step)];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * step * source.width + x * step) * 3;
      data.set(source.data.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return { width, height, data };
}

/** A file with the given tags, written by ExifTool. */
export async function tagged(bytes: Uint8Array, ending: string, tags: WriteTags): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  try {
    const file = join(folder, `photo.${ending}`);
    await writeFile(file, bytes);
    await exiftool.write(file, tags, { writeArgs: ['-overwrite_original'] });
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Tags as ExifTool reads them, values unformatted. */
export async function tagsOf(bytes: Uint8Array, ending: string): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  try {
    const file = join(folder, `photo.${ending}`);
    await writeFile(file, bytes);
    return (await exiftool.readRaw(file, { readArgs: ['-n'] })) as Record<string, unknown>;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The picture stored under an orientation code, so that showing it upright gives `image` again. */
export async function storedAs(image: Rgb8Image, orientation: Orientation): Promise<Uint8Array> {
  // Quarter turns undo each other; the other six codes undo themselves.
  const inverse = orientation === 6 ? 8 : orientation === 8 ? 6 : orientation;
  const png = await encodeImage(orient(image, inverse), { format: 'png', quality: 92 });
  return tagged(png, 'png', { 'Orientation#': orientation } as WriteTags);
}

/** Largest difference of two pictures of one size, in codes. */
export function farthest(a: Rgb8Image, b: Rgb8Image): number {
  expect([b.width, b.height]).toEqual([a.width, a.height]);
  let most = 0;
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i]! - b.data[i]!));
  return most;
}
