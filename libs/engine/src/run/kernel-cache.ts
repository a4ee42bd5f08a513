import { createHash } from 'node:crypto';
import type { Graph } from '../graph/graph.ts';
import { emitKernel, type StoreFormat } from '../emit/wasm/kernel.ts';
import { wasm } from '../emit/wasm/webassembly.ts';
import type { StageJob } from './job.ts';

/** Names the shape of a graph: equal graphs have equal keys. */
export function graphKey(graph: Graph, format: StoreFormat): string {
  const hash = createHash('sha1').update(format);
  for (const { op, operands, value, name, dx, dy } of graph.nodes) {
    hash.update(`${op} ${operands.join()} ${Object.is(value, -0) ? '-0' : value} ${name} ${dx} ${dy}\n`);
  }
  for (const { name, node } of graph.outputs) hash.update(`${name}=${node}\n`);
  return hash.digest('hex');
}

/** Compiled kernels by shape; the least recently used goes first. */
export class KernelCache {
  readonly #entriesMax: number;
  readonly #kernels = new Map<string, Promise<StageJob>>();

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  get size(): number {
    return this.#kernels.size;
  }

  get(graph: Graph, format: StoreFormat): Promise<StageJob> {
    const key = graphKey(graph, format);
    const kernel = this.#kernels.get(key) ?? this.#compile(key, graph, format);
    this.#kernels.delete(key);
    this.#kernels.set(key, kernel);
    if (this.#kernels.size > this.#entriesMax) this.#kernels.delete(this.#kernels.keys().next().value!);
    return kernel;
  }

  async #compile(key: string, graph: Graph, format: StoreFormat): Promise<StageJob> {
    const { bytes, layout } = emitKernel(graph, format);
    return { key, layout, module: await wasm.compile(bytes) };
  }
}
