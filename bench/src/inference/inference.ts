/**
 * What dynamic batching is worth and what the server adds: our own server with and without it, MLServer, and ONNX Runtime
 * alone, with one model in one run. Contenders take turns, and ratios are medians of the rounds' own.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { perceptron } from '@safelight/inference-client/testing';
import { median, type Row } from '../row.ts';
import { grpcCaller, restCaller } from './clients.ts';
import { loadOf, type Loaded } from './load.ts';
import { findMlserver, startMlserver, startOurs } from './servers.ts';
import { quantile } from '../api/load/load.ts';

/** 3 layers of 2048² weights are 50 MB, which one row reads as a whole and 32 rows read once. */
const width = 2_048;
const layers = 3;
const batchMax = 32;
/** A network that takes next to nothing, so that what is measured is the server. */
const smallWidth = 16;
const concurrencies = [1, 4, 16, 32];
const rounds = 3;
const roundMs = 2_000;
const overheadAsks = 1_000;

type Standings = ReadonlyMap<string, readonly Loaded[]>;

export async function benchInference(): Promise<readonly Row[]> {
  const model = perceptron(width, layers);
  const small = perceptron(smallWidth, 1);
  const batching = `max_batch_size: ${batchMax} dynamic_batching { }`;
  await using own = await startOurs({
    batched: { model, config: batching },
    single: { model, config: `max_batch_size: ${batchMax}` },
    small: { model: small, config: `${batching} parameters { key: "placement" value { string_value: "main" } }` },
    threaded: { model: small, config: batching },
  });
  const python = findMlserver();
  if (python === undefined)
    console.error('bench: MLServer is missing; run tools/python-parts.sh mlserver to measure against it');
  await using mlserver = python === undefined ? null : await startMlserver(python, model, batchMax);

  const rows: Row[] = [...(await overhead(own, small))];
  for (const callers of concurrencies) {
    const contenders = new Map([
      ['batched', () => grpcCaller(own.grpc, 'batched', width)],
      ['single', () => grpcCaller(own.grpc, 'single', width)],
      ...(mlserver === null ? [] : [['mlserver', () => grpcCaller(mlserver.grpc, 'batched', width)] as const]),
    ]);
    const standings = new Map<string, Loaded[]>([...contenders.keys()].map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, caller] of contenders) standings.get(name)!.push(await loadOf(caller, callers, roundMs));
    }
    rows.push(...rowsOf(standings, callers));
  }
  return rows;
}

function rowsOf(standings: Standings, callers: number): readonly Row[] {
  const last = callers === concurrencies.at(-1);
  const batched = standings.get('batched')!;
  return [...standings].flatMap(([name, all]): Row[] => {
    const told = `p50 ${median(all.map(({ p50Ms }) => p50Ms)).toFixed(1)} ms, p95 ${median(all.map(({ p95Ms }) => p95Ms)).toFixed(1)} ms`;
    const own: Row = {
      ...{ name: `${name}, ${callers} callers`, value: median(all.map(({ perSecond }) => perSecond)) },
      ...{ unit: 'requests/s', note: told },
    };
    if (name === 'batched') return [own];
    const gain = median(batched.map(({ perSecond }, round) => perSecond / all[round]!.perSecond));
    const tail = median(batched.map(({ p95Ms }, round) => p95Ms / all[round]!.p95Ms));
    return [
      own,
      {
        ...{ name: `batched over ${name}, ${callers} callers`, value: gain, unit: '×' },
        ...(last && { goal: { atLeast: name === 'single' ? 3 : 2 } }),
      },
      {
        ...{ name: `batched p95 over ${name}’s, ${callers} callers`, value: tail, unit: '×' },
        ...(last && { goal: { atMost: 1 } }),
      },
    ];
  });
}

/** One caller, one request at a time, in turns with the runtime alone. */
async function overhead(
  own: { readonly grpc: string; readonly rest: string },
  small: Uint8Array,
): Promise<readonly Row[]> {
  const session = await InferenceSession.create(small, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const values = Float32Array.from({ length: smallWidth }, (_, at) => Math.sin(at));
  const bare = {
    ask: async () => void (await session.run({ INPUT: new Tensor('float32', values, [1, smallWidth]) })),
    close: () => session.release(),
  };
  const callers = {
    bare,
    health: healthCaller(own.rest),
    rest: restCaller(own.rest, 'small', smallWidth),
    restThread: restCaller(own.rest, 'threaded', smallWidth),
    grpc: grpcCaller(own.grpc, 'small', smallWidth),
  };
  const p50s = new Map<string, number[]>();
  const inside: number[] = [];
  for (let round = 0; round < rounds + 2; round++) {
    for (const [name, { ask }] of Object.entries(callers)) {
      const before = name === 'rest' ? await insideUs(own.rest) : null;
      const times: number[] = [];
      for (let index = 0; index < overheadAsks; index++) {
        const start = performance.now();
        await ask();
        times.push(performance.now() - start);
      }
      times.sort((left, right) => left - right);
      // The first rounds compile the code of both sides.
      if (round < 2) continue;
      p50s.set(name, [...(p50s.get(name) ?? []), 1_000 * quantile(times, 0.5)]);
      if (before !== null) inside.push(((await insideUs(own.rest)) - before) / overheadAsks);
    }
  }
  for (const { close } of Object.values(callers)) await close();
  const of = (name: string): readonly number[] => p50s.get(name)!;
  const over = (name: string, base: string): number => median(of(name).map((us, round) => us - of(base)[round]!));
  const note = `the runtime alone ${median(of('bare')).toFixed(0)} µs`;
  return [
    {
      name: 'within the server, beside the run',
      value: median(inside),
      unit: 'µs',
      goal: { atMost: 150 },
      note: 'mean, by its own metrics',
    },
    {
      name: 'REST over an empty answer, p50',
      value: over('rest', 'health') - median(of('bare')),
      unit: 'µs',
      goal: { atMost: 150 },
      note: 'what inference adds to HTTP',
    },
    {
      name: 'REST over the runtime alone, p50',
      value: over('rest', 'bare'),
      unit: 'µs',
      goal: { atMost: 150 },
      note: `${note}; with the caller’s own work`,
    },
    { name: 'REST, model on a thread, p50', value: over('restThread', 'bare'), unit: 'µs', note },
    { name: 'gRPC over the runtime alone, p50', value: over('grpc', 'bare'), unit: 'µs', note },
  ];
}

/** Request time less the run's, summed over all requests of the small model so far. */
async function insideUs(rest: string): Promise<number> {
  const text = await (await fetch(`http://${rest}/metrics`)).text();
  const figure = (name: string): number =>
    Number(new RegExp(`^${name}\\{model="small",version="1"\\} (\\d+)`, 'm').exec(text)![1]);
  return figure('nv_inference_request_duration_us') - figure('nv_inference_compute_infer_duration_us');
}

function healthCaller(address: string) {
  const { ask, close } = restCaller(address, 'small', smallWidth, '/v2/health/live');
  return { ask, close };
}
