import { tools } from '@safelight/catalogue';
import { Fault, limits, sha256 } from '@safelight/core';
import { readInput, writeOutput } from '../files.ts';
import { withSandbox } from '../sandbox.ts';

export interface MaskOptions {
  readonly output: string;
  readonly force?: true;
}

const group = 'local-mask';
const nameOf = (tool: string): string => tool.replace(/^mask/, '');

/** `sky`, `faceSkin`, `face skin` or `maskFaceSkin` → the tool. @throws Fault `tool.unknown` that lists them */
function toolOf(what: string): string {
  const wanted = what.replace(/[\s_-]/g, '').toLowerCase();
  const masks = tools.filter((tool) => tool.group === group).map(({ name }) => name);
  const found = masks.find((tool) => tool.toLowerCase() === wanted || nameOf(tool).toLowerCase() === wanted);
  if (found !== undefined) return found;
  const names = masks.map((tool) => nameOf(tool).replace(/^./, (first) => first.toLowerCase()));
  throw new Fault('tool.unknown', `There is no mask "${what}". There are: ${names.join(', ')}.`);
}

/** What a mask selects in a photo → a grey picture. */
export async function mask(photoPath: string, what: string, { output, force }: MaskOptions): Promise<void> {
  if (!output.toLowerCase().endsWith('.png')) throw new Fault('file.unwritable', `${output} must end in .png.`);
  const tool = toolOf(what);
  const data = await readInput(photoPath, limits.photoSizeBytes);
  const photo = { sha256: sha256(data), data };
  const { found, confidence, coverage, png } = await withSandbox((sandbox) =>
    sandbox.segment({ photo, tool, settings: {} }),
  );
  if (!found) {
    throw new Fault('mask.nothingFound', `${photoPath} shows no ${what}, as far as can be told. Nothing was written.`);
  }
  await writeOutput(output, png, { force: force === true });
  const share = `${(100 * coverage).toFixed(1)} % of the picture, ${(100 * confidence).toFixed(0)} % sure`;
  process.stdout.write(`${output}: ${what}, ${share}\n`);
}
