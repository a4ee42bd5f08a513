import { extname } from 'node:path';
import { Fault, sha256, type Problem } from '@safelight/core';
import type { ConvertRequest, ImageContent, OutputColorSpace, OutputFormat, OutputSpec } from '@safelight/wire';
import type { Sandbox } from './sandbox.ts';

/** What the options of `render` and `batch` say of the pictures to write. */
export interface OutputOptions {
  readonly longEdge?: number;
  readonly quality: number;
  readonly bits?: 8 | 16;
  readonly colorSpace?: OutputColorSpace;
  readonly stripGps?: true;
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

/**
 * The output that a file name and the options ask for. Full size keeps EXIF and the photo's colour space; a scaled one is
 * plain sRGB.
 * @throws Fault before anything is read, where the sandbox would say so only after it decoded the photo
 */
export function outputOf(path: string, options: OutputOptions): OutputSpec {
  const { quality, longEdge, bits, colorSpace, stripGps } = options;
  const format = formats[extname(path).toLowerCase()];
  if (format === undefined) throw new Fault('file.unwritable', `${path} must end in .jpg, .png, .webp, .avif or .tif.`);
  if (bits === 16 && format !== 'png' && format !== 'tiff') {
    const message = `${path} cannot hold 16 bits a channel. Write .png or .tif, or leave --bits out.`;
    throw new Fault('request.invalid', message, { field: 'bits' });
  }
  return {
    format,
    quality,
    longEdgeMaxPixels: longEdge ?? null,
    keepMetadata: longEdge === undefined,
    keepGps: stripGps !== true,
    ...(bits === undefined ? {} : { bitsPerChannel: bits }),
    ...(colorSpace === undefined ? {} : { colorSpace }),
  };
}

export interface RenderedPhoto {
  readonly image: ImageContent;
  readonly problems: readonly Problem[];
}

/** Develops one photo; the header tells what kind it is, so that the recipe can be read before the photo is decoded. */
export async function renderPhoto(
  sandbox: Sandbox,
  data: Uint8Array,
  input: ConvertRequest['input'],
  output: OutputSpec,
): Promise<RenderedPhoto> {
  const photo = { sha256: sha256(data), data };
  const { kind: photoKind } = await sandbox.inspectPhoto({ photo, headerOnly: true });
  const { recipe, warnings } = await sandbox.convert({ input, photoKind, photoFileName: '' });
  const { image, problems } = await sandbox.render({ photo, recipe, output, measure: false });
  return { image, problems: [...warnings, ...problems] };
}
