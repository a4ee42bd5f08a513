/** Debian's darktable 4.2 as a second opinion on modules that are closed forms: it develops pictures by given histories. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePhoto, encodeImage } from '@safelight/codec';
import type { PixelImage } from '@safelight/core';

/** A module's parameters are its C structure: floats, 32-bit integers, and texts in fields of so many bytes. */
export type Field = readonly ['f' | 'i', number] | readonly ['text', string, number];

export interface Module {
  readonly operation: string;
  readonly version: number;
  readonly fields: readonly Field[];
}

export const f = (...values: number[]): Field[] => values.map((value) => ['f', value]);
export const i = (...values: number[]): Field[] => values.map((value) => ['i', value]);
export const text = (value: string, bytes: number): Field => ['text', value, bytes];

/** Rotation in degrees and keystone in darktable's own measure, nothing cropped. */
export const ashift = (rotation: number, vertical: number, horizontal: number): Module => ({
  operation: 'ashift',
  version: 5,
  fields: [
    ...f(rotation, vertical, horizontal, 0, 28, 1, 100, 1),
    ...i(0, 0),
    ...f(0, 1, 0, 1),
    // The lines that it was told by.
    text('', 800),
    ...i(0),
    text('', 32),
  ],
});

/** A picture of 16-bit codes, the space that they are in, and what darktable does to it. */
export interface DarktableCase {
  readonly image: PixelImage;
  readonly icc: Uint8Array;
  readonly modules: readonly Module[];
}

export interface DarktableOptions {
  /** `--icc-type` of the results; SRGB when absent. */
  readonly space?: 'SRGB' | 'ADOBERGB';
  readonly longEdgePixels?: number;
  /** The folder in which the module lut3d looks for its tables. */
  readonly lutFolder?: string;
}

const required = (process.env['REQUIRE_REAL'] ?? '').split(',').includes('darktable');

/** Whether darktable is here; where it is not, that is said in one line, or a failure with `darktable` in REQUIRE_REAL. */
export function hasDarktable(): boolean {
  if (spawnSync('darktable-cli', ['--version']).status === 0) return true;
  const message = 'closed forms are not compared with darktable here: apt-get install darktable';
  if (required) throw new Error(message);
  console.warn(`SKIPPED: ${message}`);
  return false;
}

function hex(fields: readonly Field[]): string {
  const parts = fields.map((field) => {
    const bytes = Buffer.alloc(field[0] === 'text' ? field[2] : 4);
    if (field[0] === 'text') bytes.write(field[1], 'utf8');
    else if (field[0] === 'f') bytes.writeFloatLE(field[1]);
    else bytes.writeInt32LE(field[1]);
    return bytes;
  });
  return Buffer.concat(parts).toString('hex');
}

/** Version 3 of the order is that of finished pictures: colours become linear light before anything else. */
function sidecar(modules: readonly Module[]): string {
  const items = modules.map(
    ({ operation, version, fields }, index) =>
      `<rdf:li darktable:num="${index}" darktable:operation="${operation}" darktable:enabled="1"` +
      ` darktable:modversion="${version}" darktable:params="${hex(fields)}" darktable:multi_name=""` +
      ` darktable:multi_priority="0"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5" darktable:iop_order_version="3"
 darktable:auto_presets_applied="1" darktable:history_end="${modules.length}">
<darktable:history><rdf:Seq>${items.join('\n')}</rdf:Seq></darktable:history>
</rdf:Description></rdf:RDF></x:xmpmeta>`;
}

/**
 * Develops all cases in one process: its start takes longer than the small pictures do. A module whose parameters are of
 * another version is left out without a word, so compare with a picture in which it shows.
 */
export async function darktable<Name extends string>(
  cases: Readonly<Record<Name, DarktableCase>>,
  { space = 'SRGB', longEdgePixels, lutFolder }: DarktableOptions = {},
): Promise<Readonly<Record<Name, PixelImage>>> {
  const folder = await mkdtemp(join(tmpdir(), 'safelight-darktable-'));
  try {
    const [from, to] = [join(folder, 'in'), join(folder, 'out')];
    for (const made of [from, to]) await mkdir(made);
    const names = Object.keys(cases) as Name[];
    for (const name of names) {
      const { image, icc, modules } = cases[name];
      await writeFile(join(from, `${name}.tif`), await encodeImage(image, { format: 'tiff', icc }));
      await writeFile(join(from, `${name}.tif.xmp`), sidecar(modules));
    }
    const conf = ['plugins/imageio/format/tiff/bpp=16', 'write_sidecar_files=never'];
    if (lutFolder !== undefined) conf.push(`plugins/darkroom/lut3d/def_path=${lutFolder}`);
    const size = longEdgePixels === undefined ? [] : ['--width', `${longEdgePixels}`, '--height', `${longEdgePixels}`];
    await run('darktable-cli', [
      '--import', from, join(to, '$(FILE_NAME)'), '--out-ext', 'tif', '--icc-type', space, ...size,
      '--core', '--disable-opencl', '--library', ':memory:', '--configdir', join(folder, 'conf'),
      ...conf.flatMap((entry) => ['--conf', entry]),
    ]); // prettier-ignore
    const results = await Promise.all(
      names.map(async (name) => [name, (await decodePhoto(await readFile(join(to, `${name}.tif`)))).image] as const),
    );
    return Object.fromEntries(results) as Record<Name, PixelImage>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.on('error', reject);
  child.on('close', (code) => {
    if (code === 0) resolve();
    else reject(new Error(`${command} ended with ${code}:\n${output.slice(-2000)}`));
  });
  return promise;
}
