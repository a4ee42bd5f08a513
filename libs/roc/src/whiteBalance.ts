/**
 * White balance of the other kind of file: JarvisArt's monotone table between kelvin and the relative sliders of
 * rendered photos.
 */
import type { PhotoKind } from '@safelight/core';
import type { Literal, LiteralTable } from './literal/literal.ts';

const kelvin: readonly (readonly [kelvin: number, slider: number])[] = [
  [2000, -100],
  [5000, 0],
  [6500, 20],
  [10_000, 47],
  [50_000, 100],
];
const tints: readonly (readonly [tint: number, slider: number])[] = [
  [-150, -100],
  [0, -11],
  [10, 1],
  [150, 100],
];

function along(table: readonly (readonly [number, number])[], x: number): number {
  const held = Math.min(Math.max(x, table[0]![0]), table.at(-1)![0]);
  const i = Math.max(
    1,
    table.findIndex(([from]) => from >= held),
  );
  const [[x0, y0], [x1, y1]] = [table[i - 1]!, table[i]!];
  return y0 + ((y1 - y0) * (held - x0)) / (x1 - x0);
}

const mirrored = (table: readonly (readonly [number, number])[]) => table.map(([x, y]) => [y, x] as const);

const pairs = [
  ['Temperature', 'IncrementalTemperature', kelvin],
  ['Tint', 'IncrementalTint', tints],
] as const;

/** Brings the pair of the other kind of file to the photo's own, where its own is missing. */
export function withOwnWhiteBalance(table: LiteralTable, photoKind: PhotoKind): LiteralTable {
  const out = new Map<string, Literal>(table);
  for (const [raw, rendered, values] of pairs) {
    const [own, other, line] = photoKind === 'raw' ? [raw, rendered, mirrored(values)] : [rendered, raw, values];
    const value = out.get(other);
    if (typeof value !== 'number') continue;
    out.delete(other);
    if (!out.has(own)) out.set(own, Math.round(along(line, value)));
  }
  return out;
}
