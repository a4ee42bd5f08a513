import { gridColumns, gridRows, type Measurement } from '@safelight/core';
import type { PartFigures } from '@safelight/measure';
import type { Fineness } from './fineness.ts';

/** What a wish is measured by, of a whole picture or of one part of it. Colour in OKLab × 100. */
export interface Figures {
  readonly lightness: Pick<Measurement['lightness'], 'p01' | 'p05' | 'p25' | 'p50' | 'p95' | 'deviation'>;
  readonly clipping: Measurement['clipping'];
  readonly cast: { readonly a: number; readonly b: number };
  /** Mean chroma. */
  readonly chroma: number;
  readonly detail: number;
  readonly fineness: Fineness;
  /** How far pixels of the same lightness differ in colour. */
  readonly colourSpread: number;
  /** Lightness that the corners lack against the centre. */
  readonly cornerFall: number;
}

export function figuresOfWhole(measurement: Measurement, fineness: Fineness, colourSpread: number): Figures {
  const { lightness, clipping, cast, chroma, detail } = measurement;
  return {
    lightness,
    clipping,
    cast,
    chroma: chroma.mean,
    detail,
    fineness,
    colourSpread,
    cornerFall: cornerFallOf(measurement),
  };
}

/**
 * Of a part, which is measured by fewer percentiles: its darkest tones stand for its black point, and its colours for
 * their spread. A part has no corners.
 */
export function figuresOfPart(part: PartFigures, fineness: Fineness): Figures {
  const { p05, p50, p95, deviation } = part.lightness;
  return {
    lightness: { p01: p05, p05, p25: (p05 + p50) / 2, p50, p95, deviation },
    clipping: part.clipping,
    cast: part.cast,
    chroma: part.chroma.mean,
    detail: part.detail,
    fineness,
    colourSpread: part.chroma.mean,
    cornerFall: 0,
  };
}

function cornerFallOf({ grid }: Measurement): number {
  const at = (row: number, column: number): number => grid[row * gridColumns + column]?.lightness ?? 0;
  const [bottom, right] = [gridRows - 1, gridColumns - 1];
  const corners = (at(0, 0) + at(0, right) + at(bottom, 0) + at(bottom, right)) / 4;
  return at((gridRows - 1) / 2, (gridColumns - 1) / 2) - corners;
}
