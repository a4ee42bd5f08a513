import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { Engine } from '@safelight/engine';
import { renderInJavaScript } from '@safelight/engine/baseline';
import { photoOf } from './photos.ts';
import { runProcess } from './process.ts';
import { recipe } from './recipe.ts';
import { median, type Row } from './row.ts';

const workers = 2;
const runs = 7;
/** Rows that plain JavaScript renders; its time is scaled to the whole picture. */
const javaScriptRows = 200;

async function timesOf(work: () => unknown, count = runs): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < count; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** The engine alone, no codec: two workers against the same recipe as plain JavaScript. */
export async function benchEngine(): Promise<Row[]> {
  const path = await photoOf('dandelions', 6000, 4000);
  const { image, profile } = await decodePhoto(await readFile(path));
  await using engine = await Engine.open({ workers });
  const source = { image, profile, kind: 'rendered' } as const;
  await engine.prepare(source);
  const prepare = await timesOf(() => engine.prepare(source));
  const photo = await engine.prepare(source);
  const render = (longEdgeMaxPixels: number | null) =>
    engine.render(photo, recipe, { longEdgeMaxPixels, profile: sRgbProfile });

  const [first] = await timesOf(() => render(null), 1);
  // In turn, so that a busy machine slows both.
  const [full, script]: [number[], number[]] = [[], []];
  renderInJavaScript(photo, recipe, sRgbProfile, javaScriptRows);
  for (let run = 0; run < runs; run++) {
    full.push(...(await timesOf(() => render(null), 1)));
    script.push(...(await timesOf(() => renderInJavaScript(photo, recipe, sRgbProfile, javaScriptRows), 1)));
  }
  // Shared among the cores without loss, which is more than real threads reach.
  const scriptMs = (median(script) * image.height) / javaScriptRows / workers;

  const proxySize = 1250;
  await timesOf(() => render(proxySize), 3);
  const proxy = await timesOf(() => render(proxySize), runs * 3);

  // A slider on a proxy of 2 MP that is dragged: every frame has another value.
  const dragged: number[] = [];
  for (let frame = 0; frame < runs * 4; frame++) {
    const moved = { ...recipe, settings: { ...recipe.settings, exposure: frame / 100 } };
    const times = await timesOf(
      () => engine.render(photo, moved, { longEdgeMaxPixels: 1732, profile: sRgbProfile }),
      1,
    );
    if (frame >= runs) dragged.push(...times);
  }

  const once = fileURLToPath(new URL('./engine-once.ts', import.meta.url));
  const { peakMiB } = await runProcess(process.execPath, [once, path]);
  const groups = `${Object.keys(recipe.settings).length} settings, ${workers} workers`;
  return [
    { name: 'engine 24 MP', value: median(full), unit: 'ms', goal: { atMost: 1000 }, note: groups },
    { name: 'engine 24 MP, first render', value: first!, unit: 'ms', note: 'with compiling the kernels' },
    {
      name: 'plain JavaScript 24 MP',
      value: scriptMs,
      unit: 'ms',
      note: `the same kernel graph; ${javaScriptRows} rows on one core, scaled to ${workers} cores without loss`,
    },
    { name: 'plain JavaScript ÷ engine', value: scriptMs / median(full), unit: '×', goal: { atLeast: 4 } },
    { name: 'engine 1 MP proxy, warm', value: median(proxy), unit: 'ms', goal: { atMost: 40 }, note: groups },
    { name: 'a slider moved, 2 MP proxy', value: median(dragged), unit: 'ms', goal: { atMost: 25 }, note: groups },
    { name: 'prepare 24 MP', value: median(prepare), unit: 'ms', goal: { atMost: 150 }, note: 'canonical level' },
    {
      name: 'decode + prepare + render 24 MP, peak memory',
      value: peakMiB,
      unit: 'MiB',
      goal: { atMost: 900 },
      note: 'one process, JPEG in, no encoding',
    },
  ];
}
