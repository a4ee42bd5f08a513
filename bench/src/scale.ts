import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { Engine } from '@safelight/engine';
import { photoOf } from './photos.ts';
import { runProcess } from './process.ts';
import { recipe } from './recipe.ts';
import { median, type Row } from './row.ts';

const sizes = [
  [1250, 800],
  [3000, 2000],
  [6000, 4000],
  [12_000, 8_334],
] as const;
const runs = 5;
/** The cost of a megapixel may differ from that of the 24 MP picture by this share. */
const spread = 0.15;

/** What a megapixel costs at 1, 6, 24 and 100 MP, warm, and the memory that the largest takes. */
export async function benchScale(): Promise<Row[]> {
  await using engine = await Engine.open({ workers: 2 });
  const costs = new Map<number, number>();
  for (const [width, height] of sizes) {
    const { image, profile } = await decodePhoto(await readFile(await photoOf('dandelions', width, height)));
    const photo = await engine.prepare({ image, profile, kind: 'rendered' });
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const start = performance.now();
      await engine.render(photo, recipe, { longEdgeMaxPixels: null, profile: sRgbProfile });
      if (run > 0) times.push(performance.now() - start);
    }
    costs.set((width * height) / 1e6, median(times));
  }
  const perMegapixel = [...costs].map(([megapixels, ms]) => [megapixels, ms / megapixels] as const);
  const reference = perMegapixel.find(([megapixels]) => megapixels === 24)![1];
  const once = fileURLToPath(new URL('./engine-once.ts', import.meta.url));
  const { peakMiB } = await runProcess(process.execPath, [once, await photoOf('dandelions', 12_000, 8_334)]);
  return [
    ...perMegapixel.map(([megapixels, ms]): Row => {
      const note = `${(ms / reference).toFixed(2)} × the cost at 24 MP`;
      const goal = { goal: { atMost: reference * (1 + spread) } };
      return { name: `engine, a megapixel of ${Math.round(megapixels)} MP`, value: ms, unit: 'ms', note, ...goal };
    }),
    {
      name: 'decode + prepare + render 100 MP, peak memory',
      value: peakMiB,
      unit: 'MiB',
      goal: { atMost: 1.6 * 1024 },
      note: 'one process, JPEG in, no encoding',
    },
  ];
}
