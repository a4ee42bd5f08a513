import { Fault } from '@safelight/core';
import type { Rgb8Image } from '@safelight/core';
import type { Sharp } from 'sharp';
import type { Blocks } from './container/blocks.ts';
import { addToJpeg } from './container/jpeg.ts';
import { encodeBands } from './container/jpegBands.ts';
import { addToPng } from './container/png.ts';
import { addToWebp } from './container/webp.ts';
import { openPixels } from './libvips.ts';
import { finishExif } from './metadata/exif.ts';
import { photoshopBlock } from './metadata/iptc.ts';
import { finishXmp } from './metadata/xmp.ts';
import { readMatrixProfile } from './profile/icc.ts';
import { sRgbIcc, sRgbProfile } from './profile/standard.ts';

export const imageFormats = ['jpeg', 'png', 'webp'] as const;
export type ImageFormat = (typeof imageFormats)[number];

export interface EncodeOptions {
  readonly format: ImageFormat;
  /** 1 (small) .. 100 (best), default 92. JPEG keeps full colour resolution from 90 up. PNG is lossless and ignores it. */
  readonly quality?: number;
  /** Profile that the pixels are in; default `sRgbIcc`. It is always embedded: some viewers stretch untagged pictures. */
  readonly icc?: Uint8Array;
  /**
   * Blocks of the source photo. They are written with orientation 1, the new size, the colour space of the pixels and
   * without the old thumbnail; other bytes stay. WebP has no place for IPTC, which is then left out.
   */
  readonly metadata?: { readonly exif?: Uint8Array; readonly xmp?: Uint8Array | string; readonly iptc?: Uint8Array };
}

const edgePixelsMax: Readonly<Record<ImageFormat, number>> = { jpeg: 65_500, png: 2 ** 31 - 1, webp: 16_383 };

/**
 * Encodes upright pixels.
 * @throws Fault request.invalid for a bad quality, file.unwritable for a picture or block that the format cannot hold
 */
export async function encodeImage(image: Rgb8Image, options: EncodeOptions): Promise<Uint8Array> {
  const { format, quality = 92, icc = sRgbIcc, metadata = {} } = options;
  if (!(quality >= 1 && quality <= 100)) {
    throw new Fault('request.invalid', `Quality ${quality} is not between 1 and 100. Choose a number in that range.`, {
      field: 'quality',
    });
  }
  const { width, height } = image;
  if (Math.max(width, height) > edgePixelsMax[format]) {
    throw new Fault(
      'file.unwritable',
      `${format.toUpperCase()} holds at most ${edgePixelsMax[format]} pixels on an edge. Choose another format or a smaller size.`,
    );
  }
  const isSrgb = icc === sRgbIcc || isSrgbIcc(icc);
  const blocks: Blocks = {
    icc,
    exif: metadata.exif && finishExif(metadata.exif, width, height, isSrgb),
    xmp: metadata.xmp === undefined ? undefined : finishXmp(metadata.xmp, width, height),
    iptc: photoshopBlock(metadata.iptc),
  };
  const bare = await encodeBare(image, format, Math.round(quality));
  switch (format) {
    case 'jpeg':
      return addToJpeg(bare, blocks);
    case 'png':
      return addToPng(bare, blocks);
    case 'webp':
      return addToWebp(bare, width, height, blocks);
  }
}

function isSrgbIcc(icc: Uint8Array): boolean {
  const read = readMatrixProfile(icc);
  return read?.model === 'rgb' && read.profile === sRgbProfile;
}

function encodeBare(image: Rgb8Image, format: ImageFormat, quality: number): Promise<Uint8Array> {
  const encode = (pixels: Rgb8Image): Sharp => withFormat(openPixels(pixels), format, quality);
  return format === 'jpeg'
    ? encodeBands(image, { blockPixels: quality >= 90 ? 8 : 16, encode })
    : encode(image).toBuffer();
}

function withFormat(pixels: Sharp, format: ImageFormat, quality: number): Sharp {
  switch (format) {
    case 'jpeg':
      // Optimised Huffman tables would make files 3 % smaller and encoding four times as long.
      return pixels.jpeg({ quality, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0', optimiseCoding: false });
    case 'png':
      return pixels.png({ compressionLevel: 6, adaptiveFiltering: true });
    case 'webp':
      return pixels.webp({ quality, smartSubsample: quality >= 90 });
  }
}
