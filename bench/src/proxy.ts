import { readFile } from 'node:fs/promises';
import { decodePhoto, sRgbProfile } from '@safelight/codec';
import { emptyRecipe, type PixelImage, type Recipe } from '@safelight/core';
import { Engine } from '@safelight/engine';
import { ciede2000, labOfLinear } from '@safelight/measure';
import { edits } from './edits.ts';
import { photoOf } from './photos.ts';
import type { Row } from './row.ts';

/** Photos of a landscape with fine leaves, of masonry, and of soft skies; sizes that a half and a quarter divide. */
const photos = [
  ['tea-gardens', 3840, 2560],
  ['colosseum', 3840, 2160],
  ['city-sunset', 3840, 2160],
] as const;
const factors = [2, 4] as const;
/** Every third pixel of the smaller picture is compared. */
const stride = 3;
/** Left out: the sizes of a turned crop are no multiples of each other. */
const compared = edits.filter(([group]) => group !== 'straightened crop');
const goals = { mean: 0.15, p99: 1.5 } as const;

/** Linear light of 16-bit sRGB codes. */
const linear = Float32Array.from({ length: 65_536 }, (_, code) => {
  const encoded = code / 65_535;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
});

interface Difference {
  readonly mean: number;
  readonly p99: number;
}

/** ΔE00 between a proxy and the mean of linear light over the pixels of the full picture that each of its pixels covers. */
function difference(full: PixelImage, proxy: PixelImage, factor: number): Difference {
  if (full.width !== proxy.width * factor || full.height !== proxy.height * factor) {
    throw new Error(`A proxy of ${proxy.width}×${proxy.height} is no ${factor}th of ${full.width}×${full.height}.`);
  }
  const values = new Float64Array(Math.ceil((proxy.width * proxy.height) / stride));
  for (let at = 0; at < values.length; at++) {
    const pixel = at * stride;
    const sum: [number, number, number] = [0, 0, 0];
    const corner = (Math.floor(pixel / proxy.width) * full.width + (pixel % proxy.width)) * factor;
    for (let y = 0; y < factor; y++) {
      for (let x = 0; x < factor; x++) {
        const from = 3 * (corner + y * full.width + x);
        for (let channel = 0; channel < 3; channel++) sum[channel]! += linear[full.data[from + channel]!]!;
      }
    }
    const [r, g, b] = [0, 1, 2].map((channel) => linear[proxy.data[3 * pixel + channel]!]!) as [number, number, number];
    const area = factor ** 2;
    values[at] = ciede2000(labOfLinear(sum[0] / area, sum[1] / area, sum[2] / area), labOfLinear(r, g, b));
  }
  values.sort();
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return { mean, p99: values[Math.floor(0.99 * values.length)]! };
}

/** Means and 99th percentiles, in the order of `factors`. */
type Line = readonly (Difference & { readonly factor: number })[];

/** The larger of each figure. */
function worse(one: Line, other: Line): Line {
  return one.map((figures, i) => {
    const { mean, p99 } = other[i]!;
    return { ...figures, mean: Math.max(figures.mean, mean), p99: Math.max(figures.p99, p99) };
  });
}

/** How far proxies are from the full render of each group of tools: the worst of the photos. */
export async function benchProxy(): Promise<Row[]> {
  await using engine = await Engine.open({ workers: 2 });
  const lines = new Map<string, Line>();
  for (const [name, width, height] of photos) {
    const { image, profile } = await decodePhoto(await readFile(await photoOf(name, width, height)));
    const photo = await engine.prepare({ image, profile, kind: 'rendered' });
    const render = (recipe: Recipe, longEdgeMaxPixels: number | null): Promise<PixelImage> =>
      engine.render(photo, recipe, { longEdgeMaxPixels, profile: sRgbProfile, depth: 16 });
    for (const [group, recipe] of [['nothing edited', emptyRecipe] as const, ...compared]) {
      const full = await render(recipe, null);
      const line: (Difference & { factor: number })[] = [];
      for (const factor of factors) {
        line.push({ factor, ...difference(full, await render(recipe, width / factor), factor) });
      }
      lines.set(group, worse(line, lines.get(group) ?? line));
    }
  }
  console.log(lineTable(lines));
  return [...lines].flatMap(([group, line]) =>
    line.flatMap(({ factor, mean, p99 }): Row[] => [
      { name: `${group}, 1/${factor}, mean`, value: mean, unit: 'ΔE00', goal: { atMost: goals.mean } },
      { name: `${group}, 1/${factor}, 99 %`, value: p99, unit: 'ΔE00', goal: { atMost: goals.p99 } },
    ]),
  );
}

/** A line a group, for docs/performance.md. */
function lineTable(lines: ReadonlyMap<string, Line>): string {
  const mark = (value: number, atMost: number): string => `${value.toFixed(3)} ${value <= atMost ? '✓' : '✗'}`;
  const heads = factors.flatMap((factor) => [`1/${factor}: mean ≤ ${goals.mean}`, `99 % ≤ ${goals.p99}`]);
  const cells = [...lines].map(([group, line]) => [
    group,
    ...line.flatMap(({ mean, p99 }) => [mark(mean, goals.mean), mark(p99, goals.p99)]),
  ]);
  const rows = [['ΔE00, proxy against full', ...heads], Array<string>(1 + heads.length).fill('---'), ...cells];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
