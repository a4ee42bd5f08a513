import type { AnalysisPart, AnalysisParts, LightProfile } from '../analysis/analysis.ts';
import type { BlurPlanes } from '../groups/lens-blur/blur.ts';
import type { BlurRequest } from '../groups/lens-blur/request.ts';
import type { Spot } from '../groups/retouch/area.ts';
import type { CanonicalPlane, PixelMap } from '../graph/program.ts';
import type { WasmModule } from '../emit/wasm/webassembly.ts';
import type { StoreFormat } from '../emit/wasm/kernel.ts';
import type { CompiledKernel } from './bound.ts';

/** Pixels as they were decoded; `data` lies in shared memory. */
export interface CodedLevel {
  readonly kind: 'coded';
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint16Array;
  /** Three tables (R, G, B) of 256 or 65536 samples one after the other: code → linear; in shared memory. */
  readonly decode: Float32Array;
}

/** Linear RGB in three planes, one after the other in one array in shared memory. */
export interface PlanarLevel {
  readonly kind: 'planar';
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export type SourceLevel = CodedLevel | PlanarLevel;

/** The planes of a level. */
export function planesOf({ width, height, data }: PlanarLevel) {
  const plane = (index: number): Float32Array => data.subarray(index * width * height, (index + 1) * width * height);
  return { width, height, r: plane(0), g: plane(1), b: plane(2) };
}

/** Counters that the workers of one job share, as indices into `control`. */
export const control = { nextStrip: 0, canceled: 1, stripsDone: 2, length: 3 } as const;

interface JobBase {
  readonly id: number;
  readonly control: Int32Array;
  /** Whether the worker should let go of earlier jobs' memory when it has answered. */
  readonly collect: boolean;
  /** Output rows that a worker takes at a time. */
  readonly stripRows: number;
}

export interface StageJob extends CompiledKernel {
  /** Names instances in a worker's cache. */
  readonly key: string;
}

/** Where the source of an output pixel lies: at a whole offset, or wherever the map says. */
export type SourceWindow =
  { readonly kind: 'offset'; readonly x: number; readonly y: number } | { readonly kind: 'resampled' };

export interface RenderJob extends JobBase {
  readonly type: 'render';
  readonly width: number;
  readonly height: number;
  readonly source: SourceLevel;
  readonly window: SourceWindow;
  readonly map: PixelMap;
  readonly stages: readonly StageJob[];
  readonly params: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Float32Array>>;
  /** In shared memory. */
  readonly planes: Readonly<Record<string, CanonicalPlane>>;
  readonly format: StoreFormat;
  /** width × height × 3 integers interleaved, or one plane of f32 after the other per output of the last stage. */
  readonly output: Uint8Array | Uint16Array | Float32Array;
}

/** Pixels of a level; edges may lie within pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Exact area average of a part of a level, in linear light. */
export interface ReduceJob extends JobBase {
  readonly type: 'reduce';
  readonly source: SourceLevel;
  readonly area: Rectangle;
  readonly target: PlanarLevel;
}

/** Parts of a photo's analysis; a worker takes one at a time, as it takes strips. */
export interface AnalyseJob extends JobBase {
  readonly type: 'analyse';
  readonly source: PlanarLevel;
  /** The picture at full resolution; null when the canonical image is all there is. */
  readonly full: CodedLevel | null;
  readonly profile: LightProfile;
  readonly parts: readonly AnalysisPart[];
}

/** Repairs a level in place: one worker does it, in order. */
export interface RetouchJob extends JobBase {
  readonly type: 'retouch';
  readonly level: CodedLevel;
  readonly spots: readonly Spot[];
}

/** Blurs a canonical image by its depth: one worker does it. */
export interface BlurJob extends JobBase {
  readonly type: 'blur';
  readonly source: PlanarLevel;
  readonly profile: LightProfile;
  readonly depth: CanonicalPlane;
  readonly request: BlurRequest;
  /** Of the source's size, to be written; in shared memory. */
  readonly target: BlurPlanes;
}

export type Job = RenderJob | ReduceJob | AnalyseJob | RetouchJob | BlurJob;

/** Kernels of the executor itself, compiled once for all workers. */
export interface Structural {
  readonly load8: WasmModule;
  readonly load16: WasmModule;
  /** Resamplers: positions even along a row; a place for each pixel, for three channels or for one. */
  readonly resample: WasmModule;
  readonly resamplePlaces: WasmModule;
  readonly resampleChannel: WasmModule;
  readonly gather: WasmModule;
  readonly lerp: CompiledKernel;
  readonly stretch: CompiledKernel;
  readonly accumulate: CompiledKernel;
  /** Places of a row of pixels under a warp, of green and of each channel. */
  readonly places: CompiledKernel;
  readonly lateralPlaces: CompiledKernel;
}

export interface Answer {
  readonly id: number;
  readonly error?: string;
  /** What an analysis made; planes lie in shared memory. */
  readonly parts?: Partial<AnalysisParts>;
}
