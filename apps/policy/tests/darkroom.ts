import { readFile } from 'node:fs/promises';
import { decodePhoto, orient, sRgbProfile } from '@safelight/codec';
import {
  emptyRecipe,
  noUsage,
  type Finish,
  type Mask,
  type Matte,
  type Observation,
  type Problem,
  type Recipe,
  type RegionFigures,
  type RegionName,
  type Rgb8Image,
  type Scene,
  type Step,
} from '@safelight/core';
import { matteKey, notRenderedReason, wantedMattes, type Engine } from '@safelight/engine';
import { absentRegion, measure, measureRegion } from '@safelight/measure';
import { findStored, masksOf, uniteMattes, uprightMatte, uprightPicture, type Perception } from '@safelight/perception';
import { applyCalls } from '@safelight/recipe';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { PolicyBackend } from '../src/backend.ts';

/** What perception and proxies see; small, so that tests are fast. */
const proxyLongEdgePixels = 384;
const sightLongEdgePixels = 768;

/** A fixture photograph on the bench: develops recipes with the real engine and runs a back end's loop on it. */
export interface Darkroom {
  develop(recipe: Recipe): Promise<Rgb8Image>;
  run(backend: PolicyBackend, instruction: string, rest?: Partial<NextStepRequest>): Promise<Edit>;
}

export interface Edit {
  readonly request: NextStepRequest;
  readonly steps: readonly Step[];
  readonly finish: Finish;
  readonly looks: readonly Extract<NextStepResponse, { type: 'look' }>[];
}

/** Without perception every region that is asked for is absent. */
export async function openDarkroom(engine: Engine, fileName: string, perception?: Perception): Promise<Darkroom> {
  const photo = await decodePhoto(await readFile(new URL(`../../../fixtures/photos/${fileName}`, import.meta.url)));
  const prepared = await engine.prepare({ image: photo.image, profile: photo.profile, kind: photo.kind });
  const { orientation, kind: photoKind } = photo;
  const profile = sRgbProfile;
  const sight = engine.render(prepared, emptyRecipe, { longEdgeMaxPixels: sightLongEdgePixels, profile });
  const mattes = new Map<string, Matte | null>();
  const matteOf = async (mask: Mask): Promise<Matte | null> => {
    const key = matteKey(mask);
    if (!mattes.has(key)) {
      mattes.set(key, perception === undefined ? null : await findStored(perception, await sight, orientation, mask));
    }
    return mattes.get(key)!;
  };
  const develop = async (recipe: Recipe): Promise<Rgb8Image> => {
    const found = new Map<string, Matte | null>();
    for (const [key, mask] of wantedMattes(recipe)) found.set(key, await matteOf(mask));
    const target = { longEdgeMaxPixels: proxyLongEdgePixels, profile, mattes: found };
    return orient(await engine.render(prepared, recipe, target), orientation);
  };
  const regionOf = async (name: RegionName, picture: Rgb8Image): Promise<RegionFigures> => {
    const masks = masksOf[name].map((tool) => ({ id: '', tool, name: '', settings: {}, strokes: [], foreign: [] }));
    const found = (await Promise.all(masks.map(matteOf))).flatMap((matte) => matte ?? []);
    if (found.length === 0) return absentRegion(name);
    return measureRegion(name, picture, uprightMatte(found.reduce(uniteMattes), orientation));
  };
  const sceneOf = async (): Promise<Scene> => {
    const seen = (await perception?.describe(uprightPicture(await sight, orientation))) ?? noScene;
    return { ...seen, orientation };
  };
  const observe = async (
    recipe: Recipe,
    asked: readonly RegionName[] = [],
    scene: Scene | null = null,
    problems: readonly Problem[] = [],
  ): Promise<Observation> => {
    const image = await develop(recipe);
    const still = { ...recipe, settings: withoutCrop(recipe.settings) };
    const uncropped = asked.length === 0 ? image : await develop(still);
    const regions: RegionFigures[] = [];
    for (const name of asked) regions.push(await regionOf(name, uncropped));
    const { width, height } = image;
    const ref = { sha256: '0'.repeat(64), mediaType: 'image/jpeg', width, height };
    return { image: ref, recipe, measurement: measure(image), regions, scene, problems };
  };
  return {
    develop,
    async run(backend, instruction, rest = {}) {
      const steps: Step[] = [...(rest.steps ?? [])];
      const looks: Extract<NextStepResponse, { type: 'look' }>[] = [];
      let request: NextStepRequest = {
        instruction,
        photoKind,
        original: await observe(emptyRecipe),
        images: [],
        rounds: [],
        history: [],
        stepsMax: 10,
        seed: 0,
        textOnly: false,
        ...rest,
        steps,
      };
      const round = request.rounds.length;
      for (;;) {
        const reply = await lastReply(backend, request);
        if (reply.type === 'finish') return { request, steps, finish: reply.finish, looks };
        const asked = request.original.regions.map(({ name }) => name);
        if (reply.type === 'look') {
          if (looks.length > 0) throw new Error('the back end looks again at what it was shown');
          looks.push(reply);
          const scene = reply.scene ? await sceneOf() : null;
          request = { ...request, original: await observe(request.original.recipe, reply.regions, scene) };
          continue;
        }
        const before = reply.base ?? steps.at(-1)?.observation.recipe ?? request.original.recipe;
        const context = { photoKind, notRendered: notRenderedReason };
        const { recipe, problems } = applyCalls(before, reply.calls, context);
        const { thought, calls, predictions, base } = reply;
        const observation = await observe(recipe, asked, null, problems);
        const by = { round, policyVersion: backend.version, usage: noUsage };
        steps.push({ index: steps.length + 1, thought, calls, predictions, base, ...by, observation });
      }
    },
  };
}

const noScene = { tilt: { degrees: 0, confidence: 0 }, faces: 0 };

const withoutCrop = (settings: Recipe['settings']): Recipe['settings'] =>
  Object.fromEntries(Object.entries(settings).filter(([tool]) => !/^(?:crop|hasCrop)/.test(tool)));

async function lastReply(backend: PolicyBackend, request: NextStepRequest) {
  let thought = '';
  for await (const reply of backend.nextStep(request, new AbortController().signal)) {
    if (reply.type === 'thoughtDelta') thought += reply.text;
    if (reply.type === 'decision') return { ...reply, thought };
    if (reply.type === 'finish' || reply.type === 'look') return reply;
  }
  throw new Error('the back end neither decided nor finished');
}
