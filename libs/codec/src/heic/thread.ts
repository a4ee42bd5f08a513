/** A thread's program: decodes one HEIC picture after the other with libheif and libde265 (WebAssembly). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { toSharedRgb } from '../pixels.ts';
import type { Answer, Failure } from '../wasm/decoder.ts';
import type { HeicReply, HeicRequest } from './protocol.ts';

interface HeifImage {
  get_width(): number;
  get_height(): number;
  is_primary(): boolean;
  display(target: RgbaPicture, done: (shown: RgbaPicture | null) => void): void;
}
interface RgbaPicture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
interface Libheif {
  readonly ready: Promise<unknown>;
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
}
type Factory = (options: Readonly<Record<string, unknown>>) => Libheif;

const require = createRequire(import.meta.url);
const factory = require('libheif-js/libheif-wasm/libheif.js') as Factory;
const wasmBinary = readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm'));
const silent = (): void => undefined;
// The wrapper writes failures to the console, which on a service is a log for other things.
console.log = silent;

async function read({ bytes, width, height }: HeicRequest): Promise<HeicReply | Failure> {
  const libheif = factory({ wasmBinary, print: silent, printErr: silent });
  await libheif.ready;
  const images = new libheif.HeifDecoder().decode(bytes);
  const image = images.find((candidate) => candidate.is_primary()) ?? images[0];
  if (image === undefined) return { kind: 'damaged', text: 'no picture' };
  if (image.get_width() !== width || image.get_height() !== height) {
    return { kind: 'damaged', text: 'two sizes in one file' };
  }
  const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
  const shown = await new Promise<RgbaPicture | null>((resolve) => image.display(target, resolve));
  if (shown === null) return { kind: 'damaged', text: 'the picture cannot be decoded' };
  const rgba = new Uint8Array(shown.data.buffer);
  return { data: toSharedRgb(rgba, width * height, 4) as HeicReply['data'] };
}

async function answer(request: HeicRequest): Promise<Answer<HeicReply>> {
  try {
    const result = await read(request);
    return 'data' in result ? { reply: result } : { failure: result };
  } catch (thrown) {
    return { failure: { kind: 'damaged', text: String(thrown) } };
  }
}

parentPort!.on('message', (request: HeicRequest) => {
  void answer(request).then((reply) => parentPort!.postMessage(reply));
});
