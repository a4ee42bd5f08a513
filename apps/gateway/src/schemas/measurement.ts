import { hueBands, regionNames } from '@safelight/core';
import type { Measurement, RegionFigures, Scene } from '@safelight/core';
import { z } from 'zod';

const figures = <K extends string>(...names: readonly K[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.number()])) as Record<K, z.ZodNumber>);

const bandSchema = figures('share', 'chroma', 'lightness').meta({ id: 'BandStats' });

export const measurementSchema = z
  .object({
    width: z.int(),
    height: z.int(),
    lightness: figures('mean', 'p01', 'p05', 'p25', 'p50', 'p75', 'p95', 'p99', 'deviation'),
    clipping: figures('shadows', 'highlights'),
    cast: figures('a', 'b', 'neutralA', 'neutralB'),
    chroma: z.object({ mean: z.number(), p95: z.number(), byHue: z.record(z.enum(hueBands), bandSchema) }),
    detail: z.number(),
    noise: z.number(),
    haze: z.number(),
    banding: z.number(),
    grid: z.array(figures('lightness', 'deviation', 'chroma', 'a', 'b').meta({ id: 'RegionStats' })),
  })
  .meta({
    id: 'Measurement',
    description: 'What the picture measures: OKLab × 100, fractions 0 to 1.',
  }) satisfies z.ZodType<Measurement>;

export const regionSchema = z
  .object({
    name: z.enum(regionNames),
    share: z.number().describe('Of the picture, 0 to 1; 0 = not found, and every other figure is 0.'),
    box: figures('left', 'top', 'right', 'bottom'),
    lightness: figures('mean', 'p05', 'p50', 'p95', 'deviation'),
    clipping: figures('shadows', 'highlights'),
    cast: figures('a', 'b'),
    chroma: figures('mean', 'p95'),
    detail: z.number(),
  })
  .meta({
    id: 'RegionFigures',
    description: 'What a part of the picture measures.',
  }) satisfies z.ZodType<RegionFigures>;

export const sceneSchema = z
  .object({ tilt: figures('degrees', 'confidence'), faces: z.int(), orientation: z.literal([1, 2, 3, 4, 5, 6, 7, 8]) })
  .meta({ id: 'Scene', description: 'What is seen in the photo once, whatever the edit.' }) satisfies z.ZodType<Scene>;
