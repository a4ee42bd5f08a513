import { hueBands } from '@safelight/core';
import type { Measurement } from '@safelight/core';
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
    grid: z.array(figures('lightness', 'deviation', 'chroma', 'a', 'b').meta({ id: 'RegionStats' })),
  })
  .meta({
    id: 'Measurement',
    description: 'What the picture measures: OKLab × 100, fractions 0 to 1.',
  }) satisfies z.ZodType<Measurement>;
