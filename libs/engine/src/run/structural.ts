import { emitKernel } from '../emit/wasm/kernel.ts';
import { emitGatherer } from '../emit/wasm/gather.ts';
import { emitLoader } from '../emit/wasm/loader.ts';
import { emitResampler } from '../emit/wasm/resampler.ts';
import { wasm } from '../emit/wasm/webassembly.ts';
import { GraphBuilder, type Graph } from '../graph/graph.ts';
import { placeRowGraph } from '../graph/warp.ts';
import type { CompiledKernel } from './bound.ts';
import type { Structural } from './job.ts';

/** Between two rows: a + (b − a)·t. */
function lerpGraph(): Graph {
  const g = new GraphBuilder();
  const a = g.input('a');
  g.output('out', g.add(a, g.mul(g.sub(g.input('b'), a), g.param('t'))));
  return g.build();
}

/** One row read at column·scale + offset, in samples: the horizontal half of a bilinear enlargement. */
function stretchGraph(): Graph {
  const g = new GraphBuilder();
  const position = g.add(g.mul(g.toF(g.column()), g.param('scale')), g.param('offset'));
  g.output('out', g.table('row', position));
  return g.build();
}

/** Adds a weighted row to a sum, three channels at once. */
function accumulateGraph(): Graph {
  const g = new GraphBuilder();
  for (const channel of ['r', 'g', 'b']) {
    g.output(channel, g.add(g.input(`sum.${channel}`), g.mul(g.input(channel), g.param('weight'))));
  }
  return g.build();
}

async function compiled(graph: Graph): Promise<CompiledKernel> {
  const { bytes, layout } = emitKernel(graph);
  return { module: await wasm.compile(bytes), layout };
}

export async function compileStructural(): Promise<Structural> {
  const [load8, load16, resample, resamplePlaces, resampleChannel, gather] = await Promise.all([
    wasm.compile(emitLoader(8)),
    wasm.compile(emitLoader(16)),
    wasm.compile(emitResampler()),
    wasm.compile(emitResampler('places')),
    wasm.compile(emitResampler('places', 1)),
    wasm.compile(emitGatherer()),
  ]);
  const [lerp, stretch, accumulate, places, lateralPlaces] = await Promise.all([
    compiled(lerpGraph()),
    compiled(stretchGraph()),
    compiled(accumulateGraph()),
    compiled(placeRowGraph(false)),
    compiled(placeRowGraph(true)),
  ]);
  return {
    load8,
    load16,
    resample,
    resamplePlaces,
    resampleChannel,
    gather,
    lerp,
    stretch,
    accumulate,
    places,
    lateralPlaces,
  };
}
