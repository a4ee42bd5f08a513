import { limits, regionNames } from '@safelight/core';
import * as pb from '../generated/safelight/policy/v1/policy.ts';
import { codec, serverStream } from './contract.ts';
import { list, number, present, text } from './decode.ts';
import type { NextStepRequest, NextStepResponse } from './messages.ts';
import { decodeRegionName } from './measurement.ts';
import { decodeCalls, decodeRecipe, encodeCall, encodeRecipe, photoKind } from './recipe.ts';
import {
  decodeFinish,
  decodeImage,
  decodeObservation,
  decodePastTurn,
  decodePredictions,
  decodeRound,
  decodeStep,
  decodeUsage,
  encodeFinish,
  encodeImage,
  encodeObservation,
  encodePastTurn,
  encodeRound,
  encodeStep,
  encodeUsage,
  locale,
} from './trajectory.ts';

const thoughtLengthMax = 50_000;
const versionLengthMax = 200;

const request = codec<pb.NextStepRequest, NextStepRequest>(
  pb.NextStepRequest,
  (value) => ({
    instruction: value.instruction,
    photoKind: photoKind.encode(value.photoKind),
    original: encodeObservation(value.original),
    steps: value.steps.map(encodeStep),
    images: value.images.map(encodeImage),
    rounds: value.rounds.map(encodeRound),
    history: value.history.map(encodePastTurn),
    stepsMax: value.stepsMax,
    seed: value.seed,
    textOnly: value.textOnly,
  }),
  (message) => ({
    instruction: message.instruction,
    photoKind: photoKind.decode(message.photoKind, 'photoKind'),
    original: decodeObservation(message.original, 'original'),
    steps: list(message.steps, 'steps', limits.stepsPerTrajectoryMax, decodeStep),
    images: list(message.images, 'images', limits.stepsPerTrajectoryMax + 1, decodeImage),
    rounds: list(message.rounds, 'rounds', limits.reflectionsMax + 1, decodeRound),
    history: list(message.history, 'history', limits.historyTurnsMax, decodePastTurn),
    stepsMax: number(message.stepsMax, 'stepsMax', 1, limits.stepsPerTurnMax),
    seed: message.seed,
    textOnly: message.textOnly,
  }),
);

const response = codec<pb.NextStepResponse, NextStepResponse>(
  pb.NextStepResponse,
  (value) => {
    switch (value.type) {
      case 'begin': {
        const { policyVersion, locale: language } = value;
        return { event: { $case: 'begin', value: { policyVersion, locale: locale.encode(language) } } };
      }
      case 'thoughtDelta':
        return { event: { $case: 'thoughtDelta', value: value.text } };
      case 'decision': {
        const predictions = value.predictions.map((one) => ({ ...one }));
        const calls = value.calls.map(encodeCall);
        const base = value.base === null ? undefined : encodeRecipe(value.base);
        return { event: { $case: 'decision', value: { calls, predictions, base, usage: encodeUsage(value.usage) } } };
      }
      case 'look':
        return { event: { $case: 'look', value: { regions: [...value.regions], scene: value.scene } } };
      case 'finish':
        return { event: { $case: 'finish', value: encodeFinish(value.finish) } };
    }
  },
  (message) => {
    const event = present(message.event, 'event');
    switch (event.$case) {
      case 'begin':
        return {
          type: 'begin',
          policyVersion: text(event.value.policyVersion, 'begin.policyVersion', versionLengthMax, 1),
          locale: locale.decode(event.value.locale, 'begin.locale'),
        };
      case 'thoughtDelta':
        return { type: 'thoughtDelta', text: text(event.value, 'thoughtDelta', thoughtLengthMax) };
      case 'decision':
        return {
          type: 'decision',
          calls: decodeCalls(event.value.calls, 'decision.calls'),
          predictions: decodePredictions(event.value.predictions, 'decision.predictions'),
          base: event.value.base === undefined ? null : decodeRecipe(event.value.base, 'decision.base'),
          usage: decodeUsage(event.value.usage, 'decision.usage'),
        };
      case 'look':
        return {
          type: 'look',
          regions: list(event.value.regions, 'look.regions', regionNames.length, decodeRegionName),
          scene: event.value.scene,
        };
      case 'finish':
        return { type: 'finish', finish: decodeFinish(event.value, 'finish') };
    }
  },
);

const service = 'safelight.policy.v1.PolicyService';

export const policyContract = {
  service,
  methods: { nextStep: serverStream(`/${service}/NextStep`, request, response) },
} as const;
