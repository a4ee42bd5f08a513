/** How pictures are written, and those that were. */
import { limits } from '@safelight/core';
import * as pb from '../../generated/safelight/editing/v1/output.ts';
import { refuse, words } from '../decode.ts';
import { big, count, digest, id, one, shape, text, unset } from '../fields.ts';
import type { Field } from '../fields.ts';
import type { OutputColorSpace, OutputFormat, OutputSpec } from '../messages.ts';

/** With every choice made; metadata is always kept. */
export type Output = Readonly<Required<Omit<OutputSpec, 'keepMetadata'>>>;

export const defaultOutput: Output = {
  ...{ format: 'jpeg', longEdgeMaxPixels: null, quality: 92, bitsPerChannel: 8, colorSpace: 'photo', keepGps: true },
};

const { OutputFormat: format, ColorSpace: space } = pb;
const formats = unset(
  format.OUTPUT_FORMAT_UNSPECIFIED,
  defaultOutput.format,
  words<pb.OutputFormat, OutputFormat>({
    ...{ jpeg: format.OUTPUT_FORMAT_JPEG, png: format.OUTPUT_FORMAT_PNG, webp: format.OUTPUT_FORMAT_WEBP },
    ...{ avif: format.OUTPUT_FORMAT_AVIF, tiff: format.OUTPUT_FORMAT_TIFF },
  }),
);
const colorSpaces = unset(
  space.COLOR_SPACE_UNSPECIFIED,
  defaultOutput.colorSpace,
  words<pb.ColorSpace, OutputColorSpace>({
    ...{ photo: space.COLOR_SPACE_PHOTO, srgb: space.COLOR_SPACE_SRGB },
    ...{ 'display-p3': space.COLOR_SPACE_DISPLAY_P3, 'adobe-rgb': space.COLOR_SPACE_ADOBE_RGB },
    prophoto: space.COLOR_SPACE_PROPHOTO,
  }),
);
const quality = unset(0, defaultOutput.quality, count(1, 100));
const longEdge = unset(0, null, count(16, limits.photoEdgePixels));

export const output: Field<pb.Output, Output> = {
  encode: (value) => ({
    format: formats.encode(value.format),
    longEdgeMaxPixels: longEdge.encode(value.longEdgeMaxPixels),
    quality: quality.encode(value.quality),
    bitsPerChannel: value.bitsPerChannel,
    colorSpace: colorSpaces.encode(value.colorSpace),
    stripGps: !value.keepGps,
  }),
  decode: (wire, at) => {
    const written = formats.decode(wire.format, `${at}.format`);
    return {
      format: written,
      longEdgeMaxPixels: longEdge.decode(wire.longEdgeMaxPixels, `${at}.longEdgeMaxPixels`),
      quality: quality.decode(wire.quality, `${at}.quality`),
      bitsPerChannel: bitsOf(wire.bitsPerChannel, written, `${at}.bitsPerChannel`),
      colorSpace: colorSpaces.decode(wire.colorSpace, `${at}.colorSpace`),
      keepGps: !wire.stripGps,
    };
  },
};

function bitsOf(bits: number, written: OutputFormat, field: string): 8 | 16 {
  if (bits === 0) return written === 'tiff' ? 16 : 8;
  if (bits !== 8 && bits !== 16) refuse(field, 'must be 8 or 16');
  if (bits === 16 && written !== 'png' && written !== 'tiff') refuse(field, 'only PNG and TIFF hold 16 bits a channel');
  return bits;
}

export const rendered = shape(pb.Rendered, {
  ...{ id, sha256: digest, mediaType: text(200) },
  ...{ width: count(), height: count(), sizeBytes: big(), fileName: text(1_000) },
  output: one(output),
});
