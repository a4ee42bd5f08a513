/** The one place that loads sharp: which loaders may run, under which limits, and what their failures mean. */
import { Fault, limits, type PixelImage } from '@safelight/core';
import sharp from 'sharp';
import type { Sharp, SharpOptions } from 'sharp';
import type { PhotoFormat } from './photo.ts';

// Photographs come from strangers. Only loaders that libvips itself fuzzes are let through; SVG, PDF, ImageMagick
// and the rest stay shut even when the installed libvips has them.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Tiff', 'Heif', 'Nsgif'].map((loader) => `VipsForeignLoad${loader}`),
});
// Every photo is decoded once; libvips' operation cache would only keep pixels of earlier callers alive.
sharp.cache(false);

/** Longest time that one decode or encode may take; AVIF's encoder needs about a second for three megapixels. */
const workSeconds = 60;
const avifSeconds = 300;

const inputOptions: SharpOptions = {
  // Warnings are common in files that every camera and browser accepts (an odd byte before a marker);
  // missing data and decoding errors are not.
  failOn: 'error',
  limitInputPixels: limits.photoAreaPixels,
  limitInputChannels: 5,
  sequentialRead: true,
};

/** Opens a photo for libvips; nothing is decoded yet. */
export function openPhoto(bytes: Uint8Array, options: { ignoreIcc?: boolean } = {}): Sharp {
  return sharp(bytes, { ...inputOptions, ...options }).timeout({ seconds: workSeconds });
}

/** Opens upright RGB pixels for encoding; their depth is that of the result, where the format has it. */
export function openPixels(image: PixelImage): Sharp {
  // libvips' binding takes no SharedArrayBuffer.
  const data = image.data.buffer instanceof ArrayBuffer ? image.data : image.data.slice();
  const pixels = sharp(data, {
    raw: { width: image.width, height: image.height, channels: 3 },
    limitInputPixels: false,
  }).timeout({ seconds: workSeconds });
  return image.data instanceof Uint16Array ? pixels.toColourspace('rgb16') : pixels;
}

/** Opens a picture that this room has just made, with its blocks, to be written again in another format. */
export function openOwn(bytes: Uint8Array): Sharp {
  return sharp(bytes, { ignoreIcc: true, limitInputPixels: false }).keepMetadata().timeout({ seconds: avifSeconds });
}

const megapixels = (pixels: number): string => `${Math.round(pixels / 1e6)} megapixels`;

export function tooManyPixels(): Fault {
  return new Fault(
    'photo.tooLarge',
    `The photo is larger than ${megapixels(limits.photoAreaPixels)} or ${limits.photoEdgePixels} pixels on an edge. Scale it down and try again.`,
  );
}

/** What a failed read of a file that began like a photo means. */
export function readFault(thrown: unknown, format: PhotoFormat): Fault {
  if (thrown instanceof Fault) return thrown;
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (/exceeds pixel limit/i.test(text)) return tooManyPixels();
  if (/timeout/i.test(text)) {
    return new Fault(
      'request.deadlineExceeded',
      `The photo took longer than ${workSeconds} s to decode. Scale it down.`,
      {
        cause: thrown,
      },
    );
  }
  return new Fault(
    'photo.truncated',
    `The ${format.toUpperCase()} data is damaged or incomplete. Copy the file again from where it came from, or export it anew.`,
    { cause: thrown, detail: text },
  );
}
