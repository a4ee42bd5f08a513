import { gridColumns, type Measurement, type RegionFigures, type Scene } from '@safelight/core';

/** What is worth saying about a picture, without words. */
export interface Facts {
  readonly median: number;
  readonly tone: 'empty' | 'veryDark' | 'dark' | 'balanced' | 'bright' | 'veryBright';
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
  /** Null where it is not worth a word. */
  readonly haze: number | null;
  readonly noise: number | null;
  /** Degrees that level the picture; null where it was not looked for, is level, or is not known. */
  readonly tilt: number | null;
  readonly faces: number;
  readonly regions: readonly RegionFigures[];
}

/** A ninth of the picture. */
export interface Cell {
  readonly row: 0 | 1 | 2;
  readonly column: 0 | 1 | 2;
  readonly lightness: number;
}

/** A veil that one sees; noise that one sees at the size of a screen. */
const hazeMin = 0.35;
const noiseMin = 0.9;
const tilted = { degrees: 0.15, confidence: 0.75 } as const;
/** A picture with nothing in it: one tone, no detail. */
const emptyDeviation = 0.3;

export function factsOf(measurement: Measurement, regions: readonly RegionFigures[], scene: Scene | null): Facts {
  const { lightness, cast, chroma, clipping, grid, haze, noise, detail } = measurement;
  const cells = grid.map((cell, index): Cell => ({
    row: Math.floor(index / gridColumns) as Cell['row'],
    column: (index % gridColumns) as Cell['column'],
    lightness: cell.lightness,
  }));
  const byLightness = cells.toSorted((a, b) => b.lightness - a.lightness);
  const tilt = scene?.tilt;
  const leans = tilt !== undefined && tilt.confidence >= tilted.confidence && Math.abs(tilt.degrees) >= tilted.degrees;
  return {
    median: lightness.p50,
    tone:
      lightness.deviation < emptyDeviation && detail < emptyDeviation
        ? 'empty'
        : step(lightness.p50, ['veryDark', 25, 'dark', 40, 'balanced', 66, 'bright', 80, 'veryBright']),
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
    // A bright or soft background is no veil: that lies over the dark tones too.
    haze: haze >= hazeMin && lightness.p05 > 25 && lightness.p50 < 80 ? haze : null,
    noise: noise >= noiseMin ? noise : null,
    tilt: leans ? tilt.degrees : null,
    faces: scene?.faces ?? 0,
    regions: regions.filter(({ share }) => share > 0),
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
