/** Business events of the darkroom, as figures. */
import { meter } from '@safelight/service-kit';
import type { RenderFigures } from './context.ts';

const durations = meter.createHistogram('sandbox_render_duration_ms', {
  description:
    'Milliseconds of a render from decoding to encoding, by backend and format; cached answers are not counted.',
  advice: { explicitBucketBoundaries: [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000] },
});
const perMegapixel = meter.createHistogram('sandbox_render_ms_per_megapixel', {
  description: 'Milliseconds of a render by megapixel of its result, of results of a quarter of a megapixel and more.',
  advice: { explicitBucketBoundaries: [10, 20, 50, 100, 150, 200, 300, 500, 1000, 2000, 5000] },
});
const pixels = meter.createCounter('sandbox_render_pixels', {
  description: 'Pixels of rendered pictures, by backend.',
});

/** Below this what a render costs whatever its size would pass for the cost of its pixels. */
const megapixelsMin = 0.25;

export function pictureRendered({ width, height, backend, format, durationMs }: RenderFigures): void {
  const megapixels = (width * height) / 1e6;
  durations.record(durationMs, { backend, format });
  pixels.add(width * height, { backend });
  if (megapixels >= megapixelsMin) perMegapixel.record(durationMs / megapixels, { backend });
}
