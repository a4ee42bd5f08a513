/** F7: malformed pictures through the public API. Each becomes a photo or a typed refusal, and nothing dies of them. */
import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { between } from '../bench.ts';
import type { Bench, Probe } from '../bench.ts';
import { makeAccount } from '../load/accounts.ts';

interface Specimen {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Debian's gdk-pixbuf-tests, libjxl-testdata and libsdl2-image-tests, where they are installed. */
const corpora = [
  '/usr/libexec/installed-tests/gdk-pixbuf/test-images',
  '/usr/share/libjxl-testdata',
  '/usr/libexec/installed-tests/SDL2_image',
].filter((folder) => existsSync(folder));

const counts = { quick: { mutations: 40, corpus: 20 }, full: { mutations: 400, corpus: 400 } } as const;
const fileSizeBytesMax = 4 * 1024 * 1024;
/** Fewer than the gateway takes in at once. */
const uploadsAtOnce = 3;

export const images: Probe = async (bench) => {
  const { options, stack, receiver, operator } = bench;
  const { caller } = await makeAccount(operator, { baseUrl: stack.baseUrl, receiver }, 'images');
  const count = counts[options.quick ? 'quick' : 'full'];
  const specimens = [
    ...oddities(),
    ...(await mutations(bench.random, count.mutations)),
    ...(await fromCorpora(bench.random, count.corpus)),
  ];
  const before = deathsOf(bench);
  const codes = new Map<string, number>();
  let [taken, lost] = [0, 0];
  const waiting = [...specimens];
  const upload = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { name, bytes } = one;
      const { status, code } = await caller.reach(`/v1/photos?fileName=specimen`, { method: 'POST', bytes });
      if (status === 201) taken++;
      else if (status < 500 && code !== null) codes.set(code, (codes.get(code) ?? 0) + 1);
      else {
        lost++;
        bench.say(`F7  ${name} (${bytes.length} bytes) was answered with ${status} ${code}`);
      }
    }
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, upload));
  const deaths = deathsOf(bench) - before;
  const refusals = [...codes].map(([code, times]) => `${code} ${times}`).join(', ');
  return {
    ...{ fault: 'F7', what: 'malformed pictures', injected: specimens.length, survived: specimens.length - lost },
    ...{ lost: lost + deaths, duplicated: 0 },
    note: `${deaths} deaths; ${taken} taken as photos; ${refusals}; ${corpora.length} Debian corpora`,
  };
};

function deathsOf({ stack }: Bench): number {
  return stack.members.reduce((sum, { restarts }) => sum + restarts, 0);
}

function oddities(): readonly Specimen[] {
  const text = (name: string, content: string): Specimen => ({ name, bytes: Uint8Array.from(Buffer.from(content)) });
  return [
    text('a page', '<!doctype html><title>x</title>'),
    text('a script', '#!/bin/sh\nexit 1\n'),
    text('an svg', '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    text('a postscript', '%!PS\n(x) run\n'),
    text('one byte', 'x'),
    text('a jpeg of three bytes', Buffer.from([0xff, 0xd8, 0xff]).toString('latin1')),
    { name: 'zeros', bytes: new Uint8Array(100_000) },
    { name: 'a png of 900 megapixels', bytes: hugePng(30_000, 30_000) },
    { name: 'a png without area', bytes: hugePng(0, 0) },
    { name: 'a png as wide as numbers go', bytes: hugePng(0x7f_ff_ff_ff, 1) },
  ];
}

/** Says that it is large, and holds one row at most. */
function hugePng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const row = deflateSync(Buffer.alloc(Math.min(width, 30_000) * 3 + 1));
  return Uint8Array.from(
    Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', row), chunk('IEND', Buffer.alloc(0))]),
  );
}

function chunk(type: string, payload: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), payload]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(payload.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

async function mutations(random: () => number, count: number): Promise<readonly Specimen[]> {
  const noise = Uint8Array.from({ length: 48 * 32 * 3 }, () => between(random, 0, 255));
  const source = () => sharp(noise, { raw: { width: 48, height: 32, channels: 3 } });
  const wholes = await Promise.all([
    source().jpeg().toBuffer(),
    source().jpeg({ progressive: true }).withIccProfile('p3').toBuffer(),
    source().png().toBuffer(),
    source().webp().toBuffer(),
    source().tiff({ compression: 'lzw' }).toBuffer(),
    source().avif({ effort: 0 }).toBuffer(),
    source().gif().toBuffer(),
  ]);
  return Array.from({ length: count }, (_, index) => ({
    name: `mutation ${index}`,
    bytes: damaged(wholes[index % wholes.length]!, random),
  }));
}

/** Most damage goes to the head, where the sizes are. */
const headBytes = 400;

function damaged(whole: Uint8Array, random: () => number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(whole);
  const view = new DataView(bytes.buffer);
  const within = random() < 0.7 ? Math.min(headBytes, bytes.length) : bytes.length;
  for (let change = between(random, 1, 6); change > 0; change--) {
    const at = between(random, 0, within - 5);
    const way = between(random, 0, 2);
    if (way === 0) bytes[at] = between(random, 0, 255);
    else if (way === 1) view.setUint32(at, [0, 1, 0x7f_ff_ff_ff, 0xff_ff_ff_ff][between(random, 0, 3)]!);
    else bytes.copyWithin(at, between(random, 0, bytes.length - 1));
  }
  return random() < 0.3 ? bytes.slice(0, between(random, 1, bytes.length)) : bytes;
}

async function fromCorpora(random: () => number, countMax: number): Promise<readonly Specimen[]> {
  const paths: string[] = [];
  for (const folder of corpora) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) paths.push(join(entry.parentPath, entry.name));
  }
  const chosen: Specimen[] = [];
  while (chosen.length < countMax && paths.length > 0) {
    const [path = ''] = paths.splice(between(random, 0, paths.length - 1), 1);
    if ((await stat(path)).size > fileSizeBytesMax) continue;
    chosen.push({ name: path, bytes: Uint8Array.from(await readFile(path)) });
  }
  return chosen;
}
