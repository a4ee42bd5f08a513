import { join } from 'node:path';
import type { LoadOptions } from './dataset.ts';
import { firstText, LayoutError, photoNamed, sampleFolders, type EditSample } from './sample.ts';

const dataset = 'ArtEdit-Bench-Lr';
/** The names that the published inference script looks for, in its order. */
const sources = ['before', 'input'];
/** The published evaluation script is told the target's path; the first name is MMArt's. */
const targets = ['processed', 'after', 'target', 'gt'];
const texts = { en: ['user_want_en.txt', 'user_want.txt'], zh: ['user_want_cn.txt', 'user_want_zh.txt'] } as const;

export async function loadArtEditLr(
  folder: string,
  { language }: Pick<LoadOptions, 'language'>,
): Promise<EditSample[]> {
  const samples: EditSample[] = [];
  const languages = language === null ? (['en', 'zh'] as const) : [language];
  for (const { path, id, entries } of await sampleFolders(dataset, folder, sources)) {
    const target = photoNamed(entries, targets);
    if (target === null) {
      throw new LayoutError(dataset, folder, `${id} has no target (${targets.join(', ')}, as .jpg or .png).`);
    }
    let found = 0;
    for (const one of languages) {
      const instruction = await firstText(texts[one].map((name) => join(path, name)));
      if (instruction === null) continue;
      found++;
      samples.push({
        id: languages.length === 1 ? id : `${id} (${one})`,
        group: one,
        before: join(path, photoNamed(entries, sources)!),
        target: join(path, target),
        instruction,
        mask: null,
      });
    }
    if (found === 0) {
      const names = languages.flatMap((one) => texts[one]).join(', ');
      throw new LayoutError(dataset, folder, `${id} has no instruction (${names}).`);
    }
  }
  return samples;
}
