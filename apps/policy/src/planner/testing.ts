/** For tests: a photo that answers levers in straight lines, so that what the planner should do can be said exactly. */
import {
  emptyRecipe,
  noUsage,
  hueBands,
  type Measurement,
  type Observation,
  type Problem,
  type Recipe,
  type RegionFigures,
  type SettingValue,
  type Step,
} from '@safelight/core';
import { absentRegion } from '@safelight/measure';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import { wholeLevers } from './levers/whole.ts';
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
    noise: 0.2,
    haze: 0.1,
    banding: 0,
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
    regions: [],
    scene: null,
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
    rounds: [],
    history: [],
    stepsMax: 10,
    seed: 0,
    textOnly: false,
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
  /** What is found when it is looked for; everything else is absent. */
  readonly regions?: readonly RegionFigures[];
}

/** Runs the loop to its end on a linear photo. */
export async function edit(asked: NextStepRequest, { strength = () => 1, refuses = [], regions = [] }: Manner = {}) {
  let request = asked;
  const start = request.original.measurement;
  const original = figuresOf(request.original);
  const levers = wholeLevers(request.photoKind, original);
  const response = expectedResponse(levers, [], original);
  const steps: Step[] = [...request.steps];
  for (;;) {
    const replies = await replyTo({ ...request, steps });
    const thought = replies.map((reply) => (reply.type === 'thoughtDelta' ? reply.text : '')).join('');
    const last = replies.at(-1)!;
    if (last.type === 'look') {
      request = { ...request, original: shown(request.original, last, regions) };
      continue;
    }
    if (last.type === 'finish') return { steps, finish: last.finish };
    if (last.type !== 'decision') throw new Error(`a reply ended in ${last.type}`);
    const before = last.base ?? steps.at(-1)?.observation.recipe ?? request.original.recipe;
    const taken = last.calls.filter(({ tool }) => !refuses.includes(tool));
    const set = taken.map(({ tool, value }) => [tool, value as SettingValue] as const);
    const settings = { ...before.settings, ...Object.fromEntries(set) };
    const recipe = { ...before, settings };
    const change = new Map<Mover, number>(
      levers.map((lever) => [
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
    const { predictions, calls, base } = last;
    const by = { round: request.rounds.length, policyVersion: planner.version, usage: noUsage };
    steps.push({ index: steps.length + 1, thought, predictions, calls, base, ...by, observation });
  }
}

function shown(
  original: Observation,
  { regions: names, scene }: Extract<NextStepResponse, { type: 'look' }>,
  found: readonly RegionFigures[],
): Observation {
  return {
    ...original,
    regions: names.map((name) => found.find((one) => one.name === name) ?? absentRegion(name)),
    scene: scene ? { tilt: { degrees: 0, confidence: 0 }, faces: 0, orientation: 1 } : null,
  };
}

function moved(start: Measurement, change: Figures): Measurement {
  const { lightness, cast, chroma } = start;
  const lightnessOf = (name: keyof typeof lightness): number =>
    name === 'mean' ? lightness.mean : lightness[name] + (change[`lightness.${name}`] ?? 0);
  return {
    ...start,
    lightness: Object.fromEntries(
      (Object.keys(lightness) as (keyof typeof lightness)[]).map((name) => [name, lightnessOf(name)]),
    ) as unknown as typeof lightness,
    cast: { ...cast, a: cast.a + (change['cast.a'] ?? 0), b: cast.b + (change['cast.b'] ?? 0) },
    chroma: {
      ...chroma,
      mean: chroma.mean + (change['chroma.mean'] ?? 0),
      p95: chroma.p95 + (change['chroma.p95'] ?? 0),
    },
    detail: start.detail + (change['detail'] ?? 0),
  };
}
