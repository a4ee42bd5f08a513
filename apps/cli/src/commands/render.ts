import { extname } from 'node:path';
import { Fault, limits, sha256 } from '@safelight/core';
import type { OutputColorSpace, OutputFormat } from '@safelight/wire';
import { readInput, writeOutput } from '../files.ts';
import { readRecipeFile } from '../recipeFile.ts';
import { withSandbox } from '../sandbox.ts';
import { warn } from '../terminal.ts';

export interface RenderOptions {
  readonly output: string;
  readonly longEdge?: number;
  readonly quality: number;
  readonly bits?: 8 | 16;
  readonly colorSpace?: OutputColorSpace;
  readonly stripGps?: true;
  readonly force?: true;
}

const formats: Readonly<Record<string, OutputFormat>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.png': 'png',
  '.webp': 'webp',
  '.avif': 'avif',
  '.tif': 'tiff',
  '.tiff': 'tiff',
};

/** Recipe or XMP → image. Full size keeps EXIF and the photo's colour space; a scaled one is plain sRGB. */
export async function render(photoPath: string, recipePath: string, options: RenderOptions): Promise<void> {
  const { output, quality, longEdge, bits, colorSpace, stripGps } = options;
  const format = formats[extname(output).toLowerCase()];
  if (format === undefined)
    throw new Fault('file.unwritable', `${output} must end in .jpg, .png, .webp, .avif or .tif.`);
  // Before anything is read: the sandbox would say so only after it decoded the photo.
  if (bits === 16 && format !== 'png' && format !== 'tiff') {
    const message = `${output} cannot hold 16 bits a channel. Write .png or .tif, or leave --bits out.`;
    throw new Fault('request.invalid', message, { field: 'bits' });
  }
  const data = await readInput(photoPath, limits.photoSizeBytes);
  const input = readRecipeFile(recipePath, await readInput(recipePath, limits.xmpSizeBytes));
  const photo = { sha256: sha256(data), data };
  const image = await withSandbox(async (sandbox) => {
    const { kind: photoKind } = await sandbox.inspectPhoto({ photo });
    const { recipe, warnings } = await sandbox.convert({ input, photoKind, photoFileName: '' });
    const spec = {
      format,
      quality,
      longEdgeMaxPixels: longEdge ?? null,
      keepMetadata: longEdge === undefined,
      keepGps: stripGps !== true,
      ...(bits === undefined ? {} : { bitsPerChannel: bits }),
      ...(colorSpace === undefined ? {} : { colorSpace }),
    };
    const reply = await sandbox.render({ photo: { ...photo, data: null }, recipe, output: spec, measure: false });
    for (const { message } of [...warnings, ...reply.problems]) warn(message);
    return reply.image;
  });
  await writeOutput(output, image.data, { force: options.force === true });
  process.stdout.write(`${output}: ${image.ref.width} × ${image.ref.height}\n`);
}
