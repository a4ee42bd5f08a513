import { join } from 'node:path';
import type { LoadOptions } from './dataset.ts';
import { isFolder, isPhoto, LayoutError, list, stemOf, type EditSample } from './sample.ts';

const dataset = 'FiveK';
const targetFolders = ['expertC', 'expertC_gt'];

export async function loadFiveK(
  folder: string,
  { instruction }: Pick<LoadOptions, 'instruction'>,
): Promise<EditSample[]> {
  const inputs = join(folder, 'input');
  if (!(await isFolder(inputs))) throw new LayoutError(dataset, folder, 'it has no folder input/.');
  let targets: string | null = null;
  for (const name of targetFolders)
    if (targets === null && (await isFolder(join(folder, name)))) targets = join(folder, name);
  if (targets === null) throw new LayoutError(dataset, folder, `it has no folder ${targetFolders.join('/ or ')}/.`);
  const byStem = new Map((await list(dataset, targets)).filter(isPhoto).map((name) => [stemOf(name), name]));
  const samples: EditSample[] = [];
  for (const name of (await list(dataset, inputs)).filter(isPhoto)) {
    const target = byStem.get(stemOf(name));
    if (target === undefined) throw new LayoutError(dataset, folder, `input/${name} has no target of that name.`);
    const paths = { before: join(inputs, name), target: join(targets, target) };
    samples.push({ id: stemOf(name), group: '', ...paths, instruction, mask: null });
  }
  if (samples.length === 0) throw new LayoutError(dataset, folder, 'input/ holds no photo.');
  return samples;
}
