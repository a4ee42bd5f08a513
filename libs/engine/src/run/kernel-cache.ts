import { createHash } from 'node:crypto';
import type { Graph } from '../graph/graph.ts';
import type { Program } from '../graph/program.ts';
import { splitGraph } from '../graph/split.ts';
import { emitKernel, type StoreFormat } from '../emit/wasm/kernel.ts';
import { wasm } from '../emit/wasm/webassembly.ts';
import type { StageJob } from './job.ts';

/** Names the shape of a graph: equal graphs have equal names. */
export function shapeOf(graph: Graph): string {
  const hash = createHash('sha256');
  for (const { op, operands, value, name, dx, dy } of graph.nodes) {
    hash.update(`${op} ${operands.join()} ${Object.is(value, -0) ? '-0' : value} ${name} ${dx} ${dy}\n`);
  }
  for (const { name, node } of graph.outputs) hash.update(`${name}=${node}\n`);
  return hash.digest('hex');
}

/** Compiled kernels by shape; the least recently used goes first. */
export class KernelCache {
  readonly #entriesMax: number;
  readonly #parts = new WeakMap<Graph, { readonly prefix: string; readonly graphs: readonly Graph[] }>();
  readonly #shapes = new WeakMap<Graph, string>();
  readonly #kernels = new Map<string, Promise<StageJob>>();

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  get size(): number {
    return this.#kernels.size;
  }

  /** The kernels of all stages of a program, each stage cut into parts of bounded size. */
  program({ stages }: Program, format: StoreFormat): Promise<readonly StageJob[]> {
    const graphs = stages.flatMap(({ graph }, stage) => this.#split(graph, `~${stage}.`));
    return Promise.all(graphs.map((graph, i) => this.get(graph, i === graphs.length - 1 ? format : 'planes')));
  }

  /** Compilers give equal shapes the same graph objects, so parts and keys are kept by identity. */
  #split(graph: Graph, prefix: string): readonly Graph[] {
    const known = this.#parts.get(graph);
    if (known?.prefix === prefix) return known.graphs;
    const graphs = splitGraph(graph, prefix);
    this.#parts.set(graph, { prefix, graphs });
    return graphs;
  }

  #keyOf(graph: Graph, format: StoreFormat): string {
    const shape = this.#shapes.get(graph) ?? shapeOf(graph);
    this.#shapes.set(graph, shape);
    return `${format} ${shape}`;
  }

  get(graph: Graph, format: StoreFormat): Promise<StageJob> {
    const key = this.#keyOf(graph, format);
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
