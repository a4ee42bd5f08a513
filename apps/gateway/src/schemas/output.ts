/** What a finished picture is written as. */
import { limits } from '@safelight/core';
import { z } from 'zod';
import type { RenderSpec } from '../editing/recipe.ts';

export const outputFormats = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const;
export const colorSpaces = ['photo', 'srgb', 'display-p3', 'adobe-rgb', 'prophoto'] as const;

export const extensionOf = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', tiff: 'tif' } as const;

/** As a request says it. */
export const outputSchema = z
  .object({
    format: z.enum(outputFormats).default('jpeg'),
    longEdge: z
      .int()
      .min(16)
      .max(limits.photoEdgePixels)
      .nullable()
      .default(null)
      .describe('Longest edge in pixels; null = full resolution.'),
    quality: z.int().min(1).max(100).default(92).describe('JPEG, WebP and AVIF.'),
    bits: z
      .literal([8, 16])
      .optional()
      .describe('Bits a channel; 16 for PNG and TIFF. Left out: 16 for TIFF, 8 for all others.'),
    colorSpace: z
      .enum(colorSpaces)
      .default('photo')
      .describe("The space of the pixels; `photo` is the photo's own, of a raw one sRGB."),
    gps: z
      .enum(['keep', 'strip'])
      .default('keep')
      .describe('Whether EXIF and XMP tell where the photo was taken; maker notes go with it.'),
  })
  .refine(({ format, bits }) => bits !== 16 || format === 'png' || format === 'tiff', {
    path: ['bits'],
    message: 'only PNG and TIFF hold 16 bits a channel',
  })
  .meta({
    id: 'Output',
    description: 'How a picture is written; metadata of the original is kept.',
    examples: [{ format: 'avif', longEdge: 2048, quality: 80, colorSpace: 'display-p3', gps: 'strip' }],
  });

export type Output = z.output<typeof outputSchema>;

/** As the use-cases take it, and as it is stored. */
export const renderSpecSchema = z.object({
  format: z.enum(outputFormats),
  longEdgeMaxPixels: z.int().nullable(),
  quality: z.int(),
  bitsPerChannel: z.literal([8, 16]),
  colorSpace: z.enum(colorSpaces),
  keepGps: z.boolean(),
}) satisfies z.ZodType<RenderSpec>;

export type FullRenderSpec = z.output<typeof renderSpecSchema>;

export function specOf(output: Output): FullRenderSpec {
  const { format, longEdge, quality, bits, colorSpace, gps } = output;
  return {
    ...{ format, longEdgeMaxPixels: longEdge, quality, colorSpace },
    bitsPerChannel: bits ?? (format === 'tiff' ? 16 : 8),
    keepGps: gps === 'keep',
  };
}

export function outputOf(spec: FullRenderSpec): Output {
  const { format, longEdgeMaxPixels, quality, bitsPerChannel, colorSpace, keepGps } = spec;
  return {
    ...{ format, longEdge: longEdgeMaxPixels, quality, bits: bitsPerChannel, colorSpace },
    gps: keepGps ? 'keep' : 'strip',
  };
}
