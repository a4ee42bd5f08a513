import { emitWgsl, type WgslKernel } from '../emit/wgsl/kernel.ts';
import { emitLoader } from '../emit/wgsl/loader.ts';
import { emitReduceAcross, emitReduceDown } from '../emit/wgsl/reduce.ts';
import { emitResampler } from '../emit/wgsl/resampler.ts';
import type { SourceForm } from '../emit/wgsl/source.ts';
import type { WgslFormat } from '../emit/wgsl/store.ts';
import type { StructuralKernel } from '../emit/wgsl/structural.ts';
import type { MapKind } from '../emit/wgsl/place.ts';
import type { Graph } from '../graph/graph.ts';
import { isWarp, type PixelMap } from '../graph/program.ts';
import { shapeOf } from '../run/kernel-cache.ts';
import type { GpuSession, NamedKernel } from './session.ts';

export type StageKernel = WgslKernel & NamedKernel;

/** WGSL of stages by graph. Compilers give equal shapes the same graph objects, so texts are kept by identity. */
export class StageKernels {
  readonly #known = new WeakMap<Graph, Map<string, StageKernel>>();

  get(graph: Graph, format: WgslFormat, canonical: ReadonlySet<string>, map: PixelMap): StageKernel {
    const byVariant = this.#known.get(graph) ?? new Map<string, StageKernel>();
    this.#known.set(graph, byVariant);
    const kind = canonical.size > 0 && isWarp(map) ? 'warp' : 'affine';
    const variant = `${format} ${kind} ${[...canonical].sort().join(' ')}`;
    const known = byVariant.get(variant);
    if (known !== undefined) return known;
    const kernel = emitWgsl(graph, format, (plane) => canonical.has(plane), kind);
    const kinds = kernel.bindings.map(({ kind }) => kind);
    const made = { ...kernel, kinds, key: `${variant} ${shapeOf(graph)}` };
    byVariant.set(variant, made);
    return made;
  }
}

const structural = {
  'load coded8': emitLoader('coded8'),
  'load coded16': emitLoader('coded16'),
  'load planar': emitLoader('planar'),
  'across coded8': emitReduceAcross('coded8'),
  'across coded16': emitReduceAcross('coded16'),
  'across planar': emitReduceAcross('planar'),
  down: emitReduceDown(),
  'resample affine': emitResampler('affine'),
  'resample warp': emitResampler('warp'),
  'resample lateral': emitResampler('lateral'),
} as const satisfies Record<`${'load' | 'across'} ${SourceForm}` | `resample ${MapKind}` | 'down', StructuralKernel>;

/** Makes a structural kernel known to the child and gives its key. */
export function structuralKernel(session: GpuSession, name: keyof typeof structural): string {
  const { code, kinds } = structural[name];
  session.kernel({ key: name, code, kinds });
  return name;
}
