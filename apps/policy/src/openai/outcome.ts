/** What a reply of the model comes to: a step, an end, or what is wrong with it. */
import { canonicalJson, limits, type Prediction, type Recipe, type ToolCall } from '@safelight/core';
import { notRenderedReason } from '@safelight/engine';
import { applyCalls } from '@safelight/recipe';
import type { ModelTool } from '@safelight/vlm';
import type { NextStepRequest } from '@safelight/wire';
import { toolCallsOf, type FunctionCall } from './calls.ts';
import { stepsTaken } from './conversation.ts';
import {
  declineFunction,
  finishFunction,
  predictFunction,
  readDecline,
  readFinish,
  readPredictions,
  type Ending,
} from './decisions.ts';
import { figureOf } from './figures.ts';
import type { Said } from './manner.ts';

export type Outcome =
  | {
      readonly type: 'edit';
      readonly calls: readonly ToolCall[];
      readonly predictions: readonly Prediction[];
      readonly base: Recipe | null;
    }
  | { readonly type: 'finish'; readonly ending: Ending }
  | { readonly type: 'decline'; readonly reason: string }
  | { readonly type: 'wrong'; readonly problems: readonly string[] }
  /** The step would lead where the edit was before. */
  | { readonly type: 'loop'; readonly problems: readonly string[] };

const wrong = (...problems: readonly string[]): Outcome => ({ type: 'wrong', problems });

export function outcomeOfReply(said: Said, request: NextStepRequest, offered: readonly ModelTool[]): Outcome {
  if (said.problems.length > 0) return wrong(...said.problems);
  const names = offered.map(({ name }) => name);
  const unknown = said.calls.find(({ name }) => !names.includes(name));
  if (unknown !== undefined) return wrong(`There is no function ${unknown.name}. There are: ${names.join(', ')}.`);
  const [first] = said.calls;
  if (first === undefined) return wrong('The reply calls no function. Call develop functions, or finish.');
  const ending = said.calls.find(({ name }) => name === finishFunction.name || name === declineFunction.name);
  if (ending !== undefined)
    return said.calls.length === 1
      ? endOf(ending)
      : wrong(`Call ${ending.name} alone, after you have seen the result.`);
  return editOf(said.calls, request);
}

function endOf({ name, arguments: given }: FunctionCall): Outcome {
  if (name === declineFunction.name) {
    const read = readDecline(given);
    return 'problem' in read ? wrong(read.problem) : { type: 'decline', reason: read.value };
  }
  const read = readFinish(given);
  return 'problem' in read ? wrong(read.problem) : { type: 'finish', ending: read.value };
}

function editOf(functionCalls: readonly FunctionCall[], request: NextStepRequest): Outcome {
  const calls: ToolCall[] = [];
  const predictions: Prediction[] = [];
  const before = baseOf(request);
  for (const call of functionCalls) {
    if (call.name === predictFunction.name) {
      const read = readPredictions(call.arguments);
      if ('problem' in read) return wrong(read.problem);
      for (const { metric, expected } of read.value) {
        predictions.push({ metric, before: figureOf(before.measurement, metric)!, expected });
      }
      continue;
    }
    const parsed = toolCallsOf(call);
    if ('problem' in parsed) return wrong(parsed.problem);
    calls.push(...parsed.calls);
  }
  if (calls.length === 0) return wrong('The reply sets nothing. Set at least one value, or call finish.');
  if (calls.length > limits.callsPerStepMax) {
    return wrong(`The step has ${calls.length} settings; at most ${limits.callsPerStepMax} are allowed.`);
  }
  const { recipe, problems } = applyCalls(before.recipe, calls, {
    photoKind: request.photoKind,
    notRendered: notRenderedReason,
  });
  if (problems.length > 0) return wrong(...problems.map(({ message }) => message));
  const place = placeOf(recipe, request);
  if (place !== null) return { type: 'loop', problems: [`This step leads back to ${place}, which you have seen.`] };
  return { type: 'edit', calls, predictions, base: before.isNewBase ? before.recipe : null };
}

/** What the calls apply to: the last result, or for the first step of a reflection the original. */
function baseOf(request: NextStepRequest) {
  const last = stepsTaken(request).at(-1);
  const { recipe, measurement } = last?.observation ?? request.original;
  return { recipe, measurement, isNewBase: last === undefined && request.rounds.length > 0 };
}

/** Where in this round the recipe has been already. */
function placeOf(recipe: Recipe, request: NextStepRequest): string | null {
  const text = canonicalJson(recipe);
  if (canonicalJson(request.original.recipe) === text) return 'the original';
  const seen = stepsTaken(request).find(({ observation }) => canonicalJson(observation.recipe) === text);
  return seen === undefined ? null : `the image after step ${seen.index}`;
}
