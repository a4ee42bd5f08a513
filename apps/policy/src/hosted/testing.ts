/** Requests, pictures and a bench for tests of this room. */
import {
  emptyRecipe,
  hueBands,
  noUsage,
  type Evaluation,
  type Finish,
  type Measurement,
  type Observation,
  type Recipe,
  type Round,
  type Step,
  type ToolCall,
} from '@safelight/core';
import { encodeImage } from '@safelight/codec';
import { notRenderedReason } from '@safelight/engine';
import { applyCalls } from '@safelight/recipe';
import { defaultSettings, openVlm, type Vlm, type VlmSettings } from '@safelight/vlm';
import { startModelServer, type ChatRequest, type ModelServer, type Script } from '@safelight/vlm/testing';
import type { ImageContent, NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { PolicyBackend } from '../backend.ts';
import { openaiBackend } from '../openai/openai.ts';
import { toolGroups } from '../openai/toolGroups.ts';

/** A grey picture; each lightness its own, so that tests can tell pictures apart by it. */
export function measurementOf(lightness: number): Measurement {
  const cell = { lightness, deviation: 10, chroma: 5, a: 0, b: 2 };
  const band = { share: 0.125, chroma: 8, lightness };
  return {
    width: 100,
    height: 75,
    lightness: { mean: lightness, p01: 2, p05: 10, p25: 30, p50: lightness, p75: 70, p95: 90, p99: 97, deviation: 20 },
    clipping: { shadows: 0.001, highlights: 0.002 },
    cast: { a: 0.5, b: 2, neutralA: 0.1, neutralB: 1.5 },
    chroma: { mean: 8, p95: 20, byHue: Object.fromEntries(hueBands.map((name) => [name, band])) as never },
    detail: 1.5,
    noise: 0.4,
    haze: 0.1,
    banding: 0,
    grid: Array.from({ length: 9 }, () => cell),
  };
}

const image = { sha256: '0'.repeat(64), mediaType: 'image/png', width: 100, height: 75 };

export function observationOf(recipe: Recipe, lightness = 50): Observation {
  return { image, recipe, measurement: measurementOf(lightness), regions: [], scene: null, problems: [] };
}

/** A picture of its own width: 100 pixels for the original, one more for each step. */
export async function pictureOf(step: number): Promise<ImageContent> {
  const width = 100 + step;
  const pixels = { width, height: 75, data: new Uint8Array(width * 75 * 3).fill(120) };
  return { ref: { ...image, width }, data: await encodeImage(pixels, { format: 'png' }) };
}

export async function requestOf(
  instruction: string,
  taken: readonly (readonly ToolCall[])[] = [],
  rest: Partial<NextStepRequest> = {},
): Promise<NextStepRequest> {
  const original = rest.original ?? observationOf(emptyRecipe);
  const steps: Step[] = [];
  for (const [index, calls] of taken.entries()) {
    const before = steps.at(-1)?.observation.recipe ?? original.recipe;
    const { recipe, problems } = applyCalls(before, calls, { photoKind: 'rendered', notRendered: notRenderedReason });
    const observation = { ...observationOf(recipe, 51 + index), problems };
    const step = { index: index + 1, thought: `Thought ${index + 1}.`, predictions: [], calls, base: null, round: 0 };
    steps.push({ ...step, policyVersion: 'openai/m@v1', usage: noUsage, observation });
  }
  const images = await Promise.all([...Array(taken.length + 1).keys()].map(pictureOf));
  const plain = { photoKind: 'rendered' as const, rounds: [], history: [], stepsMax: 10, seed: 7, textOnly: false };
  return { instruction, original, steps, images, ...plain, ...rest };
}

export const finishOf = (rest: Partial<Finish> = {}): Finish => ({
  thought: 'That is it.',
  selfScore: { aesthetic: 3.5, instruction: 2.5 },
  notDone: [],
  missed: [],
  usage: noUsage,
  ...rest,
});

export function roundOf(index: number, rest: Partial<Round> = {}): Round {
  const scores = { aesthetic: 3, instruction: 2 };
  const evaluation: Evaluation = {
    scores,
    confidence: 1,
    metrics: [],
    rationale: 'The sky is too yellow.',
    evaluatorVersion: 'e/1',
  };
  return { index, finish: finishOf(), evaluation, kept: true, ...rest };
}

export interface Bench extends AsyncDisposable {
  readonly server: ModelServer;
  readonly vlm: Vlm;
  readonly backend: PolicyBackend;
}

export async function openBench(script: Script, settings: Partial<VlmSettings> = {}): Promise<Bench> {
  const server = await startModelServer(script, { imagesFirst: true });
  const vlm = openVlm({ ...defaultSettings, baseUrl: server.baseUrl, model: 'm', ...settings });
  return {
    server,
    vlm,
    backend: openaiBackend(vlm, { toolGroups, stepTimeoutMs: 20_000 }),
    async [Symbol.asyncDispose]() {
      await vlm[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

export interface Answer {
  readonly responses: readonly NextStepResponse[];
  readonly thought: string;
  readonly last: NextStepResponse;
}

export async function answerOf(backend: PolicyBackend, request: NextStepRequest): Promise<Answer> {
  const responses: NextStepResponse[] = [];
  for await (const one of backend.nextStep(request, new AbortController().signal)) responses.push(one);
  const thought = responses.map((one) => (one.type === 'thoughtDelta' ? one.text : '')).join('');
  return { responses, thought, last: responses.at(-1)! };
}

/** All words of a turn. */
export function wordsOf({ content }: ChatRequest['messages'][number]): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}
