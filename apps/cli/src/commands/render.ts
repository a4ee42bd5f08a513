import { extname } from 'node:path';
import { Fault, limits, sha256 } from '@safelight/core';
import type { OutputFormat } from '@safelight/wire';
import { readInput, writeOutput } from '../files.ts';
import { readRecipeFile } from '../recipeFile.ts';
import { withSandbox } from '../sandbox.ts';
import { warn } from '../terminal.ts';

export interface RenderOptions {
  readonly output: string;
  readonly longEdge?: number;
  readonly quality: number;
  readonly force?: true;
}

const formats: Readonly<Record<string, OutputFormat>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.png': 'png',
  '.webp': 'webp',
};

/** Recipe or XMP → image. Full size keeps EXIF and the photo's profile; a scaled one is plain sRGB. */
export async function render(photoPath: string, recipePath: string, options: RenderOptions): Promise<void> {
  const { output, quality, longEdge } = options;
  const format = formats[extname(output).toLowerCase()];
  if (format === undefined) throw new Fault('file.unwritable', `${output} must end in .jpg, .png or .webp.`);
  const data = await readInput(photoPath, limits.photoSizeBytes);
  const input = readRecipeFile(recipePath, await readInput(recipePath, limits.xmpSizeBytes));
  const photo = { sha256: sha256(data), data };
  const image = await withSandbox(async (sandbox) => {
    const { kind: photoKind } = await sandbox.inspectPhoto({ photo });
    const { recipe, warnings } = await sandbox.convert({ input, photoKind, photoFileName: '' });
    const spec = { format, quality, longEdgeMaxPixels: longEdge ?? null, keepMetadata: longEdge === undefined };
    const reply = await sandbox.render({ photo: { ...photo, data: null }, recipe, output: spec, measure: false });
    for (const { message } of [...warnings, ...reply.problems]) warn(message);
    return reply.image;
  });
  await writeOutput(output, image.data, { force: options.force === true });
  process.stdout.write(`${output}: ${image.ref.width} × ${image.ref.height}\n`);
}
