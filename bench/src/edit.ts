import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { photoOf, root, scratch } from './photos.ts';
import { runProcess } from './process.ts';
import { median, type Row } from './row.ts';

const runs = 5;
const sentence = 'warm, dreamy golden hour, keep detail in the shadows';

/** `safelight edit` of a 12 MP photo, end to end: a data folder that does not exist yet (cold), then the same again (warm). */
export async function benchEdit(): Promise<Row[]> {
  const photo = await photoOf('city-sunset', 4240, 2832);
  const folder = await scratch('edit');
  await rm(folder, { recursive: true, force: true });
  const edit = async (run: number) =>
    runProcess(
      process.execPath,
      [join(root, 'apps/cli/src/main.ts'), 'edit', photo, sentence, '--out', join(folder, `out-${run}`)],
      { SAFELIGHT_DATA: join(folder, 'data') },
    );
  const cold = await edit(0);
  const warm: number[] = [];
  let peakMiB = cold.peakMiB;
  for (let run = 1; run <= runs; run++) {
    const figures = await edit(run);
    warm.push(figures.wallMs);
    peakMiB = Math.max(peakMiB, figures.peakMiB);
  }
  return [
    { name: '`edit` 12 MP end to end, cold', value: cold.wallMs / 1000, unit: 's', goal: { atMost: 8 } },
    { name: '`edit` 12 MP end to end, warm', value: median(warm) / 1000, unit: 's', goal: { atMost: 4 } },
    { name: '`edit` 12 MP, peak memory', value: peakMiB, unit: 'MiB', goal: { atMost: 900 } },
  ];
}
