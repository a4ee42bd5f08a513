import {
  emptyRecipe,
  hueBands,
  noUsage,
  sha256,
  type Locale,
  type Measurement,
  type Recipe,
  type SettingValue,
  type Trajectory,
} from '@safelight/core';
import type { ImageContent, SubmitTrajectoryRequest } from '@safelight/wire';

/** Any bytes do: the reflector keeps pictures, it does not look at them. */
export function picture(content: string): ImageContent {
  const data = Buffer.from(content);
  return { data, ref: { sha256: sha256(data), mediaType: 'image/jpeg', width: 4, height: 3 } };
}

function measurement(median: number): Measurement {
  const band = { share: 0, chroma: 0, lightness: 0 };
  return {
    width: 4,
    height: 3,
    lightness: { mean: median, p01: 2, p05: 6, p25: 30, p50: median, p75: 70, p95: 92, p99: 97, deviation: 20 },
    clipping: { shadows: 0, highlights: 0 },
    cast: { a: 0, b: 2, neutralA: 0, neutralB: 1 },
    chroma: {
      mean: 5,
      p95: 12,
      byHue: Object.fromEntries(hueBands.map((name) => [name, band])) as Measurement['chroma']['byHue'],
    },
    detail: 1,
    ...{ noise: 0, haze: 0, banding: 0 },
    grid: Array.from({ length: 9 }, () => ({ lightness: median, deviation: 10, chroma: 5, a: 0, b: 2 })),
  };
}

const unlooked = { problems: [], regions: [], scene: null };

export interface Sketch {
  readonly id: string;
  readonly instruction?: string;
  readonly locale?: Locale;
  readonly photo?: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly aesthetic: number;
  readonly instructionScore: number;
  readonly startSettings?: Readonly<Record<string, SettingValue>>;
}

/** A finished trajectory of one step, with its pictures. */
export function submission(sketch: Sketch): SubmitTrajectoryRequest {
  const { id, instruction = 'make it warmer', locale = 'en', photo = 'photo', settings, startSettings = {} } = sketch;
  const recipeOf = (of: Readonly<Record<string, SettingValue>>): Recipe => ({ ...emptyRecipe, settings: of });
  const source = picture(`source of ${photo}`);
  const result = picture(`result of ${id}`);
  const trajectory: Trajectory = {
    schema: 2,
    id,
    sessionId: 'ses_1',
    turnId: 'trn_1',
    photoSha256: sha256(photo),
    instruction,
    locale,
    policyVersion: 'planner/1',
    engineVersion: 'engine/1',
    seed: 0,
    original: { image: source.ref, recipe: recipeOf(startSettings), measurement: measurement(40), ...unlooked },
    steps: [
      {
        index: 1,
        thought: `the thought of ${id}`,
        predictions: [{ metric: 'cast.b', before: 2, expected: 6 }],
        calls: Object.entries(settings).map(([tool, value]) => ({ tool, value })),
        observation: {
          image: result.ref,
          recipe: recipeOf(settings),
          measurement: measurement(40 + 5 * sketch.instructionScore),
          ...unlooked,
        },
        ...{ base: null, round: 0, policyVersion: 'planner/1', usage: noUsage },
      },
    ],
    candidate: 0,
    history: [],
    rounds: [],
    finish: {
      ...{ thought: 'done', selfScore: { aesthetic: 4.5, instruction: 4.5 } },
      ...{ notDone: [], missed: [], usage: noUsage },
    },
    evaluation: {
      scores: { aesthetic: sketch.aesthetic, instruction: sketch.instructionScore },
      confidence: 1,
      metrics: [
        {
          name: 'warmer',
          axis: 'instruction',
          weight: 1,
          value: (sketch.instructionScore - 1) / 0.4,
          evidence: `mean warmth b 2.0 → ${(2 + sketch.instructionScore).toFixed(1)}`,
        },
        {
          name: 'clipping',
          axis: 'aesthetic',
          weight: 1,
          value: (sketch.aesthetic - 1) / 0.4,
          evidence: 'clipped highlights 0.0 % → 0.0 %',
        },
      ],
      rationale: 'because',
      evaluatorVersion: 'metrics/1',
    },
  };
  return { trajectory, images: [source, result] };
}

export const better: Sketch = {
  id: 'trj_better',
  settings: { whiteBalance: 'Custom', incrementalTemperature: 18, shadows: 20 },
  aesthetic: 4.2,
  instructionScore: 4.4,
};
export const worse: Sketch = {
  id: 'trj_worse',
  settings: { whiteBalance: 'Custom', incrementalTemperature: 3, exposure: 1 },
  aesthetic: 3.6,
  instructionScore: 2.4,
};
export const worst: Sketch = {
  id: 'trj_worst',
  settings: { whiteBalance: 'Custom', incrementalTemperature: -20 },
  aesthetic: 3.1,
  instructionScore: 1.2,
};
