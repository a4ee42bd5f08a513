/** The trajectory so far as a conversation: every picture in its turn, O0 … Ot. */
import type { Observation, PastTurn, Recipe, Round, Step } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import { diffRecipes, changedSettings } from '@safelight/recipe';
import type { Message, ModelTool, Part } from '@safelight/vlm';
import type { NextStepRequest } from '@safelight/wire';
import { functionCallsOf } from './calls.ts';
import { finishFunction } from './decisions.ts';
import { figureLines } from './figures.ts';
import type { Manner } from './manner.ts';
import { prompt } from './prompts.ts';

const languages = { en: 'English', zh: 'Chinese (简体中文)' } as const;

/** Steps of the round under way. */
export function stepsTaken({ steps, rounds }: Pick<NextStepRequest, 'steps' | 'rounds'>): readonly Step[] {
  return steps.filter(({ round }) => round === rounds.length);
}

export function conversationOf(
  given: NextStepRequest,
  manner: Manner,
  functions: readonly ModelTool[],
  seesPictures: boolean,
): readonly Message[] {
  const request = seesPictures ? given : { ...given, images: [] };
  const language = languages[localeOf(request.instruction)];
  const blind = seesPictures ? '' : prompt('blind');
  const system = [prompt('system', { language }), blind, manner.introduce(functions)]
    .filter((text) => text !== '')
    .join('\n\n');
  const past = request.history.flatMap((turn, index) => pastTurn(turn, index, manner));
  const messages: Message[] = [{ role: 'system', text: system }, ...past, opening(request)];
  for (let round = 0; round <= request.rounds.length; round++) {
    const steps = request.steps.filter((step) => step.round === round);
    for (const [index, step] of steps.entries()) messages.push(...stepTurns(request, step, index, manner));
    const ended = request.rounds[round];
    if (ended !== undefined) messages.push(...roundTurns(ended, manner));
  }
  return isOver(request) ? [...messages, say(prompt('finish'))] : messages;
}

/** No step is left in this round. */
export function isOver(request: NextStepRequest): boolean {
  return stepsTaken(request).length >= request.stepsMax;
}

export function say(text: string): Message {
  return { role: 'user', parts: [{ type: 'text', text }] };
}

/** Pictures stand before words, as in the data that vision models were trained on. */
function show(data: Uint8Array | undefined, text: string): Message {
  const picture: readonly Part[] = data === undefined ? [] : [{ type: 'image', data }];
  return { role: 'user', parts: [...picture, { type: 'text', text }] };
}

function opening({ original, images, instruction, photoKind, stepsMax }: NextStepRequest): Message {
  const { width, height } = original.image;
  const text = prompt('begin', {
    kind: photoKind,
    width,
    height,
    figures: figureLines(original),
    settings: settingsOf(original.recipe),
    instruction: JSON.stringify(instruction),
    stepsLeft: stepsMax,
  });
  return show(images[0]?.data, text);
}

function settingsOf(recipe: Recipe): string {
  const changed = changedSettings(recipe);
  if (changed.length === 0) return 'All settings stand at their defaults.';
  const told = changed.map(({ tool, value, target }) => ({ tool: tool.name, value, ...(target && { target }) }));
  return `Settings that are not at their defaults, as JSON:\n${JSON.stringify(told)}`;
}

function stepTurns(request: NextStepRequest, step: Step, index: number, manner: Manner): readonly Message[] {
  const { original, steps, images, stepsMax, textOnly } = request;
  const calls = functionCallsOf(step.calls);
  const recalled = manner.recall(
    { thought: step.thought, calls },
    `step_${step.index}`,
    'Applied; see the next image.',
  );
  const common = { step: step.index, problems: problemsOf(step.observation), stepsLeft: stepsMax - index - 1 };
  if (textOnly) return [...recalled, say(prompt('withheld', common))];
  // The first step of a reflection starts from the original: its changes are told against that.
  const before = index === 0 ? original : steps[steps.indexOf(step) - 1]!.observation;
  const figures = figureLines(step.observation, before);
  return [...recalled, show(images[steps.indexOf(step) + 1]?.data, prompt('step', { ...common, figures }))];
}

function problemsOf({ problems }: Observation): string {
  if (problems.length === 0) return '';
  return `Calls that were refused:\n${problems.map(({ message }) => `- ${message}`).join('\n')}\n\n`;
}

function roundTurns({ index, finish, evaluation, kept }: Round, manner: Manner): readonly Message[] {
  const { thought, selfScore, notDone, missed } = finish;
  const calls = [{ name: finishFunction.name, arguments: { ...selfScore, not_done: notDone, missed } }];
  const { scores, rationale } = evaluation;
  const text = prompt('reflect', {
    round: index,
    fate: kept ? '' : ' and was undone, because it did not help',
    selfAesthetic: selfScore.aesthetic.toFixed(1),
    selfInstruction: selfScore.instruction.toFixed(1),
    aesthetic: scores.aesthetic.toFixed(1),
    instructionScore: scores.instruction.toFixed(1),
    rationale,
    missed: missed.length === 0 ? '' : `Missed, as JSON strings: ${JSON.stringify(missed)}\n`,
  });
  return [...manner.recall({ thought, calls }, `round_${index}`, 'Noted.'), say(text)];
}

function pastTurn({ instruction, recipes }: PastTurn, index: number, manner: Manner): readonly Message[] {
  const [from, to] = [recipes[0], recipes.at(-1)];
  if (instruction === '' && from !== undefined && to !== undefined) {
    const calls = JSON.stringify(functionCallsOf(diffRecipes(from, to)));
    return [say(prompt('byHand', { calls })), { role: 'assistant', text: 'Understood.', toolUses: [] }];
  }
  const asked = say(prompt('history', { instruction: JSON.stringify(instruction) }));
  if (from === undefined || to === undefined)
    return [asked, { role: 'assistant', text: 'Nothing was changed.', toolUses: [] }];
  const calls = functionCallsOf(diffRecipes(from, to));
  return [asked, ...manner.recall({ thought: 'Done.', calls }, `turn_${index}`, 'Applied.')];
}
