/** A request as the conversation that a JarvisEvo checkpoint continues. */
import { type PhotoKind, type Recipe, type Step } from '@safelight/core';
import {
  changedPart,
  editReply,
  evaluationTurn,
  instructionTurn,
  jsonLiteral,
  luaLiteral,
  observationTurn,
  prompts,
  reflectedTurn,
  reflectionTurn,
} from '@safelight/dialect';
import type { Message, Part } from '@safelight/vlm';
import type { NextStepRequest } from '@safelight/wire';

/** The steps of the round under way, each with its picture's place among the request's pictures. */
export interface Taken {
  readonly step: Step;
  /** 0 is the original's. */
  readonly image: number;
}

export function stepsTaken({ steps, rounds }: NextStepRequest): readonly Taken[] {
  return steps.flatMap((step, at) => (step.round === rounds.length ? [{ step, image: at + 1 }] : []));
}

/** What the model is asked for next. */
export type Asked = 'step' | 'evaluation' | 'reflection';

/** A round of reflection is one configuration and its evaluation, as the checkpoints are trained. */
export function askedOf(request: NextStepRequest): Asked {
  const taken = stepsTaken(request).length;
  if (request.rounds.length > 0) return taken === 0 ? 'reflection' : 'evaluation';
  return taken >= request.stepsMax ? 'evaluation' : 'step';
}

/** The recipe that a new configuration is laid on. */
export function baseOf(request: NextStepRequest): Recipe {
  return (stepsTaken(request).at(-1)?.step.observation ?? request.original).recipe;
}

export function conversationOf(request: NextStepRequest): readonly Message[] {
  return request.rounds.length > 0 ? reflection(request) : editing(request);
}

/** Every picture O0 … Ot stands in its own turn, before the turn's words. */
function editing(request: NextStepRequest): readonly Message[] {
  const { instruction, original, photoKind, textOnly } = request;
  const taken = stepsTaken(request);
  const over = askedOf(request) === 'evaluation';
  const messages: Message[] = [
    { role: 'system', text: prompts.edit.text },
    { role: 'user', parts: [...picture(request, 0), words(instructionTurn(instruction))] },
  ];
  let before = original.recipe;
  for (const [at, { step, image }] of taken.entries()) {
    const last = at === taken.length - 1;
    messages.push(past(step, before, photoKind, over && last));
    const turn = over && last ? evaluationTurn : observationTurn(at + 1);
    const seen = textOnly ? [] : picture(request, image);
    messages.push({ role: 'user', parts: [...seen, words(turn), ...refusals(step)] });
    before = step.observation.recipe;
  }
  return messages;
}

function reflection(request: NextStepRequest): readonly Message[] {
  const { instruction, rounds, photoKind, textOnly } = request;
  const { finish, evaluation } = rounds.at(-1)!;
  const worst = rounds.findLast(({ kept }) => kept)!;
  const at = request.steps.findLastIndex(({ round }) => round === worst.index);
  const result = at === -1 ? request.original : request.steps[at]!.observation;
  const { aesthetic, instruction: followed } = evaluation.scores;
  const asked = reflectionTurn({
    instruction,
    score: (aesthetic + followed) / 2,
    summary: evaluation.rationale === '' ? finish.thought : evaluation.rationale,
    parameters: luaLiteral(result.recipe, photoKind),
  });
  const shown = textOnly ? [] : picture(request, at + 1);
  const messages: Message[] = [
    { role: 'system', text: prompts.reflect.text },
    { role: 'user', parts: [...picture(request, 0), ...shown, words(asked)] },
  ];
  for (const { step, image } of stepsTaken(request)) {
    messages.push(past(step, request.original.recipe, photoKind, true));
    const seen = textOnly ? [] : picture(request, image);
    messages.push({ role: 'user', parts: [...seen, words(reflectedTurn), ...refusals(step)] });
  }
  return messages;
}

/** An earlier reply, with the state that the replayed history of a checkpoint begins with. */
function past({ thought, observation }: Step, before: Recipe, kind: PhotoKind, finished: boolean): Message {
  const literal = jsonLiteral(changedPart(before, observation.recipe, kind), kind);
  const state = `<state>${finished ? 'finished' : 'processing'}</state>`;
  return { role: 'assistant', text: state + editReply(thought, literal), toolUses: [] };
}

const words = (text: string): Part => ({ type: 'text', text });

function picture({ images }: NextStepRequest, at: number): readonly Part[] {
  const image = images[at];
  return image === undefined ? [] : [{ type: 'image', data: image.data }];
}

/** Calls that the darkroom refused are told with the picture: the model must not take them for done. */
function refusals({ observation }: Step): readonly Part[] {
  if (observation.problems.length === 0) return [];
  return [words(`\nNot applied: ${observation.problems.map(({ message }) => message).join(' ')}`)];
}
