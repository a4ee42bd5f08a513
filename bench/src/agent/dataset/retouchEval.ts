import { join } from 'node:path';
import { firstText, isFolder, LayoutError, photoNamed, sampleFolders, type EditSample } from './sample.ts';

const dataset = 'RetouchEval';
const classes = ['quality', 'style', 'local'];

export async function loadRetouchEval(folder: string): Promise<EditSample[]> {
  const present = [];
  for (const name of classes) if (await isFolder(join(folder, name))) present.push(name);
  if (present.length === 0) {
    throw new LayoutError(dataset, folder, `it has none of the folders ${classes.join('/, ')}/.`);
  }
  const samples: EditSample[] = [];
  for (const group of present) {
    for (const { path, id, entries } of await sampleFolders(dataset, join(folder, group), ['before'])) {
      const after = photoNamed(entries, ['after']);
      if (after === null) throw new LayoutError(dataset, folder, `${group}/${id} has no after.jpg beside before.jpg.`);
      const instruction = await firstText([join(path, 'instruction.txt')]);
      if (instruction === null) throw new LayoutError(dataset, folder, `${group}/${id} has no instruction.txt.`);
      const before = join(path, photoNamed(entries, ['before'])!);
      samples.push({ id: `${group}/${id}`, group, before, target: join(path, after), instruction, mask: null });
    }
  }
  return samples;
}
