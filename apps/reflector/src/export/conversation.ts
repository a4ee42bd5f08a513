/** A trajectory as the conversation that JarvisEvo's models are trained on. */
import type { PhotoKind, Step } from '@safelight/core';
import {
  changedPart,
  editReply,
  evaluationTurn,
  instructionTurn,
  jsonLiteral,
  observationTurn,
} from '@safelight/dialect';
import type { Judged } from '../sample/pair.ts';
import { imagePath } from '../store/images.ts';
import { imageMark, withoutMarks, type Message } from './sharegpt.ts';

export interface Conversation {
  readonly messages: readonly Message[];
  /** Paths of the pictures, in the order of their marks. */
  readonly images: readonly string[];
}

/** White balance is told relatively for pictures and in kelvin for raw photos: the recipe says which it was. */
export function photoKindOf({ steps, original }: Judged): PhotoKind {
  const recipes = [original.recipe, ...steps.map(({ observation }) => observation.recipe)];
  return recipes.some(({ settings }) => 'temperature' in settings) ? 'raw' : 'rendered';
}

/**
 * The turns up to the request for an evaluation, which is the last one: instruction, then each step's reply and its
 * picture. `steps` are those that stand, in order.
 */
export function conversationOf(trajectory: Judged, steps: readonly Step[]): Conversation {
  const { original, instruction } = trajectory;
  const kind = photoKindOf(trajectory);
  const messages: Message[] = [{ role: 'user', content: imageMark + instructionTurn(withoutMarks(instruction)) }];
  const images = [imagePath(original.image)];
  let before = original.recipe;
  steps.forEach(({ thought, observation }, at) => {
    const literal = jsonLiteral(changedPart(before, observation.recipe, kind), kind);
    messages.push({ role: 'assistant', content: withoutMarks(editReply(thought, literal)) });
    const last = at === steps.length - 1;
    messages.push({ role: 'user', content: imageMark + (last ? evaluationTurn : observationTurn(at + 1)) });
    images.push(imagePath(observation.image));
    before = observation.recipe;
  });
  return { messages, images };
}

/** The steps of editing, before any reflection. */
export function editingSteps({ steps }: Judged): readonly Step[] {
  return steps.filter(({ round }) => round === 0);
}

/** Whether a reflection made the result: then editing alone was not good enough to learn from. */
export function wasReflected({ rounds }: Judged): boolean {
  return rounds.some(({ index, kept }) => index > 0 && kept);
}

/** Mean of both scores, 1 .. 5: the dialect knows one. */
export function meanScore(scores: { readonly aesthetic: number; readonly instruction: number }): number {
  return (scores.aesthetic + scores.instruction) / 2;
}
