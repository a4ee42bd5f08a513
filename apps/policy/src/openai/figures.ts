/** What was measured, in lines that a model can read and predict by. */
import type { Measurement, Observation } from '@safelight/core';

/** Paths into a measurement that a step can mean to move; the names that predictions use. */
const readers: Readonly<Record<string, (measurement: Measurement) => number>> = {
  'lightness.p05': ({ lightness }) => lightness.p05,
  'lightness.p50': ({ lightness }) => lightness.p50,
  'lightness.p95': ({ lightness }) => lightness.p95,
  'lightness.deviation': ({ lightness }) => lightness.deviation,
  'clipping.shadows': ({ clipping }) => clipping.shadows,
  'clipping.highlights': ({ clipping }) => clipping.highlights,
  'cast.a': ({ cast }) => cast.a,
  'cast.b': ({ cast }) => cast.b,
  'cast.neutralA': ({ cast }) => cast.neutralA,
  'cast.neutralB': ({ cast }) => cast.neutralB,
  'chroma.mean': ({ chroma }) => chroma.mean,
  detail: ({ detail }) => detail,
  noise: ({ noise }) => noise,
  haze: ({ haze }) => haze,
};

const meanings: Readonly<Record<string, string>> = {
  'lightness.deviation': 'overall contrast',
  'cast.a': 'green − to magenta +',
  'cast.b': 'blue − to yellow +',
  'cast.neutralB': 'blue − to yellow + of what should be grey',
  'chroma.mean': 'colourfulness',
};

export const figureNames: readonly string[] = Object.keys(readers);

export function figureOf(measurement: Measurement, name: string): number | null {
  return Object.hasOwn(readers, name) ? readers[name]!(measurement) : null;
}

/** One figure a line; with `before`, the change in brackets. */
export function figureLines(observation: Observation, before?: Observation): string {
  const whole = figureNames.map((name) => {
    const now = figureOf(observation.measurement, name)!;
    const change = before === undefined ? '' : ` (${signed(now - figureOf(before.measurement, name)!, name)})`;
    const meaning = meanings[name] === undefined ? '' : `, ${meanings[name]}`;
    return `${name} ${digits(now, name)}${change}${before === undefined ? meaning : ''}`;
  });
  return [...whole, ...regionLines(observation), ...sceneLines(observation)].join('\n');
}

function regionLines({ regions }: Observation): readonly string[] {
  return regions
    .filter(({ share }) => share > 0)
    .map(
      ({ name, share, lightness, cast, chroma }) =>
        `${name}: share ${share.toFixed(2)}, lightness ${lightness.p50.toFixed(1)}, a ${cast.a.toFixed(1)}, b ${cast.b.toFixed(1)}, chroma ${chroma.mean.toFixed(1)}`,
    );
}

function sceneLines({ scene }: Observation): readonly string[] {
  if (scene === null) return [];
  const { tilt, faces } = scene;
  const level = tilt.confidence > 0.5 ? [`tilt: ${tilt.degrees.toFixed(1)} degrees level the picture`] : [];
  return [`faces: ${faces}`, ...level];
}

/** Shares need more places than the rest. */
function digits(value: number, name: string): string {
  return value.toFixed(name.startsWith('clipping') || name === 'haze' ? 3 : 1);
}

function signed(value: number, name: string): string {
  return `${value < 0 ? '−' : '+'}${digits(Math.abs(value), name)}`;
}
