import { join } from 'node:path';
import type { LoadOptions } from './dataset.ts';
import { firstText, LayoutError, photoNamed, sampleFolders, type EditSample } from './sample.ts';

const dataset = 'MMArt (MMArt-PPR10K, MMArt-Bench)';
const languageFolders = { en: ['en'], zh: ['zh', 'cn'] } as const;

/** MMArt-PPR10K and MMArt-Bench: a folder a sample, instructions of three lengths. */
export async function loadMmArt(
  folder: string,
  { language, length }: Pick<LoadOptions, 'language' | 'length'>,
): Promise<EditSample[]> {
  const samples: EditSample[] = [];
  for (const { path, id, entries } of await sampleFolders(dataset, folder, ['before'])) {
    const processed = photoNamed(entries, ['processed']);
    if (processed === null) throw new LayoutError(dataset, folder, `${id} has no processed.jpg beside before.jpg.`);
    const stem = `user_want_${length}`;
    const instruction = await firstText([
      ...languageFolders[language ?? 'en'].map((name) => join(path, name, stem, 'user_prompt.txt')),
      ...(language === 'zh' ? [] : [join(path, `${stem}.txt`), join(path, stem)]),
    ]);
    if (instruction === null) {
      const places = `${stem}.txt or ${language ?? 'en'}/${stem}/user_prompt.txt`;
      throw new LayoutError(dataset, folder, `${id} has no instruction (${places}).`);
    }
    const mask = photoNamed(entries, ['mask']);
    samples.push({
      id,
      group: id.includes('/') ? id.split('/')[0]! : '',
      before: join(path, photoNamed(entries, ['before'])!),
      target: join(path, processed),
      instruction,
      mask: mask === null ? null : join(path, mask),
    });
  }
  return samples;
}
