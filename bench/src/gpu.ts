import { readFile } from 'node:fs/promises';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { Engine, type PreparedPhoto } from '@safelight/engine';
import { photoOf } from './photos.ts';
import { recipe } from './recipe.ts';
import { median, type Row } from './row.ts';

const runs = 9;
/** Long edges of the renders: null is the photo's own. */
const sizes = [
  { name: '24 MP', longEdgeMaxPixels: null },
  { name: '1 MP', longEdgeMaxPixels: 1250 },
] as const;

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The engine on the processor (a worker a core) against the graphics adapter, bytes there and back included. */
export async function benchGpu(): Promise<Row[]> {
  await using gpu = await Engine.open({ backend: 'auto' });
  if (gpu.backend !== 'gpu') {
    console.error(`bench: gpu: nothing to measure. ${gpu.backendReason}`);
    return [];
  }
  await using cpu = await Engine.open();
  const path = await photoOf('dandelions', 6000, 4000);
  const { image, profile } = await decodePhoto(await readFile(path));
  const source = { image, profile, kind: 'rendered' } as const;
  const rows: Row[] = [];
  const photos = new Map<Engine, PreparedPhoto>();
  for (const engine of [gpu, cpu]) {
    let photo: PreparedPhoto | undefined;
    const value = await timeOf(async () => (photo = await engine.prepare(source)));
    photos.set(engine, photo!);
    rows.push({
      name: `prepare 24 MP, ${engine.backend}`,
      value,
      unit: 'ms',
      note: 'first; on gpu with sending the photo',
    });
  }
  for (const { name, longEdgeMaxPixels } of sizes) {
    const render = (engine: Engine) =>
      timeOf(() => engine.render(photos.get(engine)!, recipe, { longEdgeMaxPixels, profile: sRgbProfile }));
    const first = { gpu: await render(gpu), cpu: await render(cpu) };
    const warm: Record<'gpu' | 'cpu', number[]> = { gpu: [], cpu: [] };
    // In turn, so that a busy machine slows both.
    for (let run = 0; run < runs; run++)
      for (const engine of [gpu, cpu]) warm[engine.backend].push(await render(engine));
    for (const backend of ['gpu', 'cpu'] as const) {
      rows.push({
        name: `${name}, ${backend}, first render`,
        value: first[backend],
        unit: 'ms',
        note: 'with compiling the kernels',
      });
      const note = backend === 'gpu' ? gpu.backendReason : undefined;
      rows.push({
        name: `${name}, ${backend}`,
        value: median(warm[backend]),
        unit: 'ms',
        ...(note === undefined ? {} : { note }),
      });
    }
    rows.push({ name: `${name}, cpu ÷ gpu`, value: median(warm.cpu) / median(warm.gpu), unit: '×' });
  }
  return rows;
}
