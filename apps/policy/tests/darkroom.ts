import { readFile } from 'node:fs/promises';
import { decodePhoto, orient, sRgbProfile } from '@safelight/codec';
import {
  emptyRecipe,
  type Finish,
  type Observation,
  type Problem,
  type Recipe,
  type Rgb8Image,
  type Step,
} from '@safelight/core';
import { notRenderedReason, type Engine } from '@safelight/engine';
import { measure } from '@safelight/measure';
import { applyCalls } from '@safelight/recipe';
import type { NextStepRequest } from '@safelight/wire';
import type { PolicyBackend } from '../src/backend.ts';

const proxyLongEdgePixels = 384;

/** A fixture photograph on the bench: develops recipes with the real engine and runs a back end's loop on it. */
export interface Darkroom {
  develop(recipe: Recipe): Promise<Rgb8Image>;
  run(backend: PolicyBackend, instruction: string, rest?: Partial<NextStepRequest>): Promise<Edit>;
}

export interface Edit {
  readonly request: NextStepRequest;
  readonly steps: readonly Step[];
  readonly finish: Finish;
}

export async function openDarkroom(engine: Engine, fileName: string): Promise<Darkroom> {
  const photo = await decodePhoto(await readFile(new URL(`../../../fixtures/photos/${fileName}`, import.meta.url)));
  const prepared = await engine.prepare({ image: photo.image, profile: photo.profile, kind: photo.kind });
  const develop = async (recipe: Recipe): Promise<Rgb8Image> => {
    const image = await engine.render(prepared, recipe, {
      longEdgeMaxPixels: proxyLongEdgePixels,
      profile: sRgbProfile,
    });
    return orient(image, photo.orientation);
  };
  const observe = async (recipe: Recipe, problems: readonly Problem[] = []): Promise<Observation> => {
    const image = await develop(recipe);
    const { width, height } = image;
    return {
      image: { sha256: '0'.repeat(64), mediaType: 'image/jpeg', width, height },
      recipe,
      measurement: measure(image),
      problems,
      regions: [],
      scene: null,
    };
  };
  return {
    develop,
    async run(backend, instruction, rest = {}) {
      const steps: Step[] = [];
      const request: NextStepRequest = {
        instruction,
        photoKind: photo.kind,
        original: await observe(emptyRecipe),
        steps,
        images: [],
        rounds: [],
        history: [],
        textOnly: false,
        stepsMax: 10,
        seed: 0,
        ...rest,
      };
      for (;;) {
        const reply = await lastReply(backend, request);
        if (reply.type === 'finish') return { request, steps, finish: reply.finish };
        if (reply.type === 'look') throw new Error('This bench finds no regions.');
        const before = reply.base ?? steps.at(-1)?.observation.recipe ?? request.original.recipe;
        const { recipe, problems } = applyCalls(before, reply.calls, {
          photoKind: photo.kind,
          notRendered: notRenderedReason,
        });
        const { thought, calls, predictions, base, usage } = reply;
        steps.push({
          index: steps.length + 1,
          thought,
          calls,
          predictions,
          base,
          round: 0,
          policyVersion: backend.version,
          usage,
          observation: await observe(recipe, problems),
        });
      }
    },
  };
}

async function lastReply(backend: PolicyBackend, request: NextStepRequest) {
  let thought = '';
  for await (const reply of backend.nextStep(request, new AbortController().signal)) {
    if (reply.type === 'thoughtDelta') thought += reply.text;
    if (reply.type === 'decision') return { ...reply, thought };
    if (reply.type === 'finish' || reply.type === 'look') return reply;
  }
  throw new Error('the back end neither decided nor finished');
}
