import { gridColumns, type Measurement } from '@safelight/core';

/** What is worth saying about a picture, without words. */
export interface Facts {
  readonly median: number;
  readonly tone: 'veryDark' | 'dark' | 'balanced' | 'bright' | 'veryBright';
  /** Mean yellow (+) or blue (−). */
  readonly warmth: number;
  readonly cast: 'warm' | 'slightlyWarm' | 'neutral' | 'slightlyCool' | 'cool';
  readonly tint: 'green' | 'magenta' | null;
  readonly tintValue: number;
  readonly deviation: number;
  readonly contrast: 'flat' | 'moderate' | 'strong';
  readonly chroma: number;
  readonly colour: 'none' | 'muted' | 'moderate' | 'rich';
  readonly clippedHighlights: number;
  readonly clippedShadows: number;
  readonly brightest: Cell;
  readonly darkest: Cell;
}

/** A ninth of the picture. */
export interface Cell {
  readonly row: 0 | 1 | 2;
  readonly column: 0 | 1 | 2;
  readonly lightness: number;
}

export function factsOf(measurement: Measurement): Facts {
  const { lightness, cast, chroma, clipping, grid } = measurement;
  const cells = grid.map((cell, index): Cell => ({
    row: Math.floor(index / gridColumns) as Cell['row'],
    column: (index % gridColumns) as Cell['column'],
    lightness: cell.lightness,
  }));
  const byLightness = cells.toSorted((a, b) => b.lightness - a.lightness);
  return {
    median: lightness.p50,
    tone: step(lightness.p50, ['veryDark', 25, 'dark', 40, 'balanced', 66, 'bright', 80, 'veryBright']),
    warmth: cast.b,
    cast: step(cast.b, ['cool', -2.5, 'slightlyCool', -0.6, 'neutral', 1.2, 'slightlyWarm', 3.5, 'warm']),
    tint: cast.neutralA < -0.9 ? 'green' : cast.neutralA > 0.9 ? 'magenta' : null,
    tintValue: cast.neutralA,
    deviation: lightness.deviation,
    contrast: step(lightness.deviation, ['flat', 14, 'moderate', 23, 'strong']),
    chroma: chroma.mean,
    colour: step(chroma.mean, ['none', 0.4, 'muted', 4.5, 'moderate', 9, 'rich']),
    clippedHighlights: clipping.highlights,
    clippedShadows: clipping.shadows,
    brightest: byLightness[0]!,
    darkest: byLightness.at(-1)!,
  };
}

/** Name of the interval in which a value lies; names and bounds alternate. */
function step<Name extends string>(value: number, scale: readonly (Name | number)[]): Name {
  let name = scale[0] as Name;
  for (let index = 1; index < scale.length; index += 2) {
    if (value >= (scale[index] as number)) name = scale[index + 1] as Name;
  }
  return name;
}
