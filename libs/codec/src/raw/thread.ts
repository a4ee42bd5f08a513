/** A thread's program: reads one camera raw after the other with LibRaw (WebAssembly). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { Answer, Failure } from '../wasm/decoder.ts';
import type { Calibration, RawHeader, RawReply, RawRequest } from './protocol.ts';

/** The part of libraw-wasm that is used here; its own door wants a browser's worker. */
interface LibRaw {
  open(bytes: Uint8Array, settings: Readonly<Record<string, unknown>>): void;
  metadata(full: boolean): LibRawMetadata;
  imageData(): { width: number; height: number; colors: number; bits: number; data: Uint16Array } | undefined;
}
interface LibRawMetadata {
  readonly width: number;
  readonly height: number;
  readonly flip: number;
  readonly colors: number;
  readonly dng_version: number;
  readonly left_margin: number;
  readonly top_margin: number;
  readonly raw_inset_crops: readonly {
    readonly cleft: number;
    readonly ctop: number;
    readonly cwidth: number;
    readonly cheight: number;
  }[];
  readonly color_data: {
    readonly cam_mul: readonly number[];
    readonly pre_mul: readonly number[];
    readonly cam_xyz: readonly (readonly number[])[];
    readonly dng_color: readonly {
      readonly illuminant: number;
      readonly colormatrix: readonly (readonly number[])[];
      readonly forwardmatrix: readonly (readonly number[])[];
      readonly calibration: readonly (readonly number[])[];
    }[];
    readonly dng_levels: {
      readonly asshotneutral: readonly number[];
      readonly analogbalance: readonly number[];
    };
  };
}
// `@types/node` names no global WebAssembly.
interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => object;
  readonly Memory: new (limits: { initial: number; maximum: number; shared: boolean }) => object;
}
type Factory = (options: Readonly<Record<string, unknown>>) => Promise<{ readonly LibRaw: new () => LibRaw }>;

const { Module, Instance, Memory } = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly;
const programPath = createRequire(import.meta.url).resolve('libraw-wasm/dist/libraw.wasm');
const program = new Module(readFileSync(programPath));
const { default: factory } = (await import(new URL('libraw.js', pathToFileURL(programPath)).href)) as {
  readonly default: Factory;
};

/** 64 KiB each: what the module asks for at its start, and the most it may take (2 GiB). */
const [memoryPages, memoryPagesMax] = [4096, 32_768];

/** A fresh LibRaw with a memory of its own: nothing of one file is there for the next. */
async function openLibRaw(): Promise<LibRaw> {
  const silent = (): void => undefined;
  const { LibRaw: LibRawClass } = await factory({
    wasmMemory: new Memory({ initial: memoryPages, maximum: memoryPagesMax, shared: true }),
    instantiateWasm: (imports: object, done: (instance: object, module: object) => void) => {
      done(new Instance(program, imports), program);
      return {};
    },
    print: silent,
    printErr: silent,
  });
  return new LibRawClass();
}

/** Camera colours as they are: linear, no look, no rotation, no automatic brightness. */
const settings = {
  useCameraWb: true,
  useCameraMatrix: 0,
  outputColor: 0,
  outputBps: 16,
  // The wrapper reads six entries: power, slope, and LibRaw's own four.
  gamm: [1, 1, 0, 0, 0, 0],
  noAutoBright: true,
  adjustMaximumThr: 0,
  highlight: 0,
  userFlip: 0,
  // AHD: the best compromise of speed and detail in measurements on 24 MP; X-Trans sensors get their own method.
  userQual: 3,
};

const three = (values: readonly number[]): number[] => values.slice(0, 3);
const rows = (matrix: readonly (readonly number[])[]): number[] => matrix.slice(0, 3).flatMap(three);

interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** DNG's DefaultCrop, when it lies within the picture; other files show all that LibRaw gives. */
function cropOf(metadata: LibRawMetadata): Crop {
  // LibRaw reports the size as it will stand upright, the crop in pixels of the whole sensor.
  const turned = metadata.flip >= 5;
  const width = turned ? metadata.height : metadata.width;
  const height = turned ? metadata.width : metadata.height;
  const whole = { left: 0, top: 0, width, height };
  const found = metadata.raw_inset_crops[0];
  if (metadata.dng_version === 0 || found === undefined || found.cwidth === 0 || found.cheight === 0) return whole;
  const [left, top] = [found.cleft - metadata.left_margin, found.ctop - metadata.top_margin];
  const fits = left >= 0 && top >= 0 && left + found.cwidth <= width && top + found.cheight <= height;
  return fits ? { left, top, width: found.cwidth, height: found.cheight } : whole;
}

function headerOf(metadata: LibRawMetadata, { width, height }: Crop): RawHeader {
  const { cam_mul, pre_mul, cam_xyz, dng_color, dng_levels } = metadata.color_data;
  return {
    width,
    height,
    flip: metadata.flip,
    isDng: metadata.dng_version > 0,
    colors: metadata.colors,
    cameraGains: three(cam_mul),
    daylightGains: three(pre_mul),
    asShotNeutral: three(dng_levels.asshotneutral),
    analogBalance: three(dng_levels.analogbalance),
    calibrations: dng_color.map(({ illuminant, colormatrix, forwardmatrix, calibration }): Calibration => ({
      illuminant,
      colorMatrix: rows(colormatrix),
      forwardMatrix: rows(forwardmatrix),
      cameraCalibration: rows(calibration),
    })),
    tableMatrix: rows(cam_xyz),
  };
}

class Refusal extends Error {
  readonly kind: Failure['kind'];

  constructor(kind: Failure['kind'], text: string) {
    super(text);
    this.kind = kind;
  }
}

/** The crop of the demosaiced picture, in memory that all threads see. */
function copyOut(source: Uint16Array, sourceWidth: number, channels: number, crop: Crop): RawReply['data'] {
  const data = new Uint16Array(new SharedArrayBuffer(crop.width * crop.height * 3 * 2));
  for (let row = 0; row < crop.height; row++) {
    const from = ((crop.top + row) * sourceWidth + crop.left) * channels;
    const line = source.subarray(from, from + crop.width * channels);
    const to = row * crop.width * 3;
    if (channels === 3) data.set(line, to);
    else for (let i = 0; i < line.length; i++) data.fill(line[i]!, to + 3 * i, to + 3 * i + 3);
  }
  return data;
}

async function read({ bytes, pixels, areaPixelsMax, edgePixelsMax }: RawRequest): Promise<RawReply> {
  const raw = await openLibRaw();
  raw.open(bytes, settings);
  const metadata = raw.metadata(true);
  const { width, height } = metadata;
  if (width * height > areaPixelsMax || Math.max(width, height) > edgePixelsMax) throw new Refusal('tooLarge', 'area');
  if (metadata.colors !== 1 && metadata.colors !== 3) {
    throw new Refusal('unsupported', `a sensor of ${metadata.colors} colours`);
  }
  const crop = cropOf(metadata);
  const header = headerOf(metadata, crop);
  if (!pixels) return { header, data: null };
  const image = raw.imageData();
  if (image === undefined || image.bits !== 16 || (image.colors !== 1 && image.colors !== 3)) {
    throw new Refusal('damaged', 'no picture');
  }
  if (image.data.length < image.width * image.height * image.colors) throw new Refusal('damaged', 'too few samples');
  if (crop.left + crop.width > image.width || crop.top + crop.height > image.height) {
    throw new Refusal('damaged', 'the picture is smaller than its header says');
  }
  return { header, data: copyOut(image.data, image.width, image.colors, crop) };
}

function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Refusal) return { kind: thrown.kind, text: thrown.message };
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  // LibRaw's own codes: −2 is a kind of file that it does not know, −7 and −100007 are out of memory.
  if (/code -2\b/.test(text)) return { kind: 'unsupported', text };
  return { kind: /memory|code -100007|allocation/i.test(text) ? 'tooLarge' : 'damaged', text };
}

parentPort!.on('message', (request: RawRequest) => {
  read(request).then(
    (reply) => parentPort!.postMessage({ reply } satisfies Answer<RawReply>),
    (thrown: unknown) => parentPort!.postMessage({ failure: failureOf(thrown) } satisfies Answer<RawReply>),
  );
});
