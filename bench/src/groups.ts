import { readFile } from 'node:fs/promises';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { emptyRecipe, type Recipe } from '@safelight/core';
import { Engine } from '@safelight/engine';
import { edits } from './edits.ts';
import { photoOf } from './photos.ts';
import { median, type Row } from './row.ts';

const runs = 5;

/** Each group of tools alone, warm, on 24 MP and on a 1 MP proxy, above the unedited picture. */
export async function benchGroups(): Promise<Row[]> {
  const { image, profile } = await decodePhoto(await readFile(await photoOf('dandelions', 6000, 4000)));
  await using engine = await Engine.open({ workers: 2 });
  const photo = await engine.prepare({ image, profile, kind: 'rendered' });
  const time = async (recipe: Recipe, longEdgeMaxPixels: number | null): Promise<number> => {
    const times: number[] = [];
    for (let run = 0; run <= runs; run++) {
      const start = performance.now();
      await engine.render(photo, recipe, { longEdgeMaxPixels, profile: sRgbProfile });
      if (run > 0) times.push(performance.now() - start);
    }
    return median(times);
  };
  const rows: Row[] = [];
  const [plain, plainProxy] = [await time(emptyRecipe, null), await time(emptyRecipe, 1250)];
  rows.push({ name: 'nothing edited, 24 MP', value: plain, unit: 'ms', note: `1 MP ${plainProxy.toFixed(1)} ms` });
  for (const [group, recipe] of edits) {
    const [full, proxy] = [await time(recipe, null), await time(recipe, 1250)];
    const note = `1 MP ${proxy.toFixed(1)} ms`;
    rows.push({ name: `${group}, 24 MP`, value: full, unit: 'ms', note });
  }
  return rows;
}
