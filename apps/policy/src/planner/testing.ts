/** For tests: a photo that answers levers in straight lines, so that what the planner should do can be said exactly. */
import {
  emptyRecipe,
  hueBands,
  type Measurement,
  type Observation,
  type Problem,
  type Recipe,
  type SettingValue,
  type Step,
} from '@safelight/core';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import { leversFor } from './levers.ts';
import { figuresOf, type Figures } from './metrics.ts';
import { planner } from './planner.ts';
import { predict, type Mover } from './response.ts';
import { expectedResponse } from './expected.ts';

export interface Light {
  readonly median?: number;
  readonly deviation?: number;
  readonly a?: number;
  readonly b?: number;
  readonly neutralB?: number;
  readonly chroma?: number;
  readonly clippedHighlights?: number;
}

/** A measurement of a plain picture: tones spread around the median, one mean colour. */
export function measurementOf({
  median = 50,
  deviation = 19,
  a = 0,
  b = 0.5,
  neutralB = 0,
  chroma = 6,
  clippedHighlights = 0,
}: Light): Measurement {
  const at = (sigma: number): number => Math.max(2, Math.min(99, median + sigma * deviation));
  return {
    width: 300,
    height: 200,
    lightness: {
      mean: median,
      p01: at(-2),
      p05: at(-1.6),
      p25: at(-0.7),
      p50: median,
      p75: at(0.7),
      p95: at(1.6),
      p99: at(2),
      deviation,
    },
    clipping: { shadows: 0, highlights: clippedHighlights },
    cast: { a, b, neutralA: 0, neutralB },
    chroma: {
      mean: chroma,
      p95: 2 * chroma,
      byHue: Object.fromEntries(
        hueBands.map((band) => [band, { share: 0.125, chroma, lightness: median }]),
      ) as Measurement['chroma']['byHue'],
    },
    detail: 2,
    grid: Array.from({ length: 9 }, (_, index) => ({ lightness: median + 4 - index, deviation: 5, chroma, a, b })),
  };
}

export function observationOf(
  measurement: Measurement,
  recipe: Recipe = emptyRecipe,
  problems: readonly Problem[] = [],
): Observation {
  return {
    image: { sha256: '0'.repeat(64), mediaType: 'image/jpeg', width: 300, height: 200 },
    recipe,
    measurement,
    problems,
  };
}

export function requestOf(
  instruction: string,
  measurement: Measurement,
  rest: Partial<NextStepRequest> = {},
): NextStepRequest {
  return {
    instruction,
    photoKind: 'rendered',
    original: observationOf(measurement),
    steps: [],
    images: [],
    stepsMax: 10,
    seed: 0,
    ...rest,
  };
}

export async function replyTo(request: NextStepRequest): Promise<readonly NextStepResponse[]> {
  const replies: NextStepResponse[] = [];
  for await (const reply of planner.nextStep(request, new AbortController().signal)) replies.push(reply);
  return replies;
}

/** How a photo answers: which calls are refused, and how strongly each lever works beside what is expected of it. */
export interface Manner {
  readonly strength?: (lever: Mover) => number;
  readonly refuses?: readonly string[];
}

/** Runs the loop to its end on a linear photo. */
export async function edit(request: NextStepRequest, { strength = () => 1, refuses = [] }: Manner = {}) {
  const start = request.original.measurement;
  const original = figuresOf(start);
  const response = expectedResponse(original);
  const steps: Step[] = [...request.steps];
  for (;;) {
    const replies = await replyTo({ ...request, steps });
    const thought = replies.map((reply) => (reply.type === 'thoughtDelta' ? reply.text : '')).join('');
    const last = replies.at(-1)!;
    if (last.type === 'finish') return { steps, finish: last.finish };
    if (last.type !== 'decision') throw new Error(`a reply ended in ${last.type}`);
    const before = steps.at(-1)?.observation.recipe ?? request.original.recipe;
    const taken = last.calls.filter(({ tool }) => !refuses.includes(tool));
    const set = taken.map(({ tool, value }) => [tool, value as SettingValue] as const);
    const settings = { ...before.settings, ...Object.fromEntries(set) };
    const recipe = { ...before, settings };
    const change = new Map<Mover, number>(
      leversFor(request.photoKind, original).map((lever) => [
        lever.name,
        (lever.read(recipe) - lever.read(request.original.recipe)) * strength(lever.name),
      ]),
    );
    const problems = last.calls
      .filter(({ tool }) => refuses.includes(tool))
      .map(({ tool }): Problem => ({
        code: 'tool.notRendered',
        field: tool,
        message: `The tool ${tool} is not rendered.`,
      }));
    const measurement = moved(start, predict(response, change));
    const observation = observationOf(measurement, recipe, problems);
    steps.push({ index: steps.length + 1, thought, predictions: last.predictions, calls: last.calls, observation });
  }
}

function moved(start: Measurement, change: Figures): Measurement {
  const { lightness, cast, chroma } = start;
  const lightnessOf = (name: keyof typeof lightness): number =>
    name === 'mean' ? lightness.mean : lightness[name] + change[`lightness.${name}`];
  return {
    ...start,
    lightness: Object.fromEntries(
      (Object.keys(lightness) as (keyof typeof lightness)[]).map((name) => [name, lightnessOf(name)]),
    ) as unknown as typeof lightness,
    cast: { ...cast, a: cast.a + change['cast.a'], b: cast.b + change['cast.b'] },
    chroma: { ...chroma, mean: chroma.mean + change['chroma.mean'], p95: chroma.p95 + change['chroma.p95'] },
    detail: start.detail + change.detail,
  };
}
