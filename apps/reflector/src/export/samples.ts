/** The three training sets of single conversations, sample by sample. */
import { keptSteps, outcomeOf, type Trajectory } from '@safelight/core';
import {
  changedPart,
  evaluationReply,
  jsonLiteral,
  luaLiteral,
  prompts,
  reflectedTurn,
  reflectionReply,
  reflectionTurn,
} from '@safelight/dialect';
import type { Judged } from '../sample/pair.ts';
import { imagePath } from '../store/images.ts';
import { conversationOf, editingSteps, meanScore, photoKindOf } from './conversation.ts';
import { checked, imageMark, withoutMarks, type Sharegpt } from './sharegpt.ts';

/** A good edit with its thoughts and the score that it deserves. */
export function sftSample(trajectory: Judged): Sharegpt {
  const { messages, images } = conversationOf(trajectory, editingSteps(trajectory));
  const closing = evaluationReply(trajectory.finish.thought, meanScore(trajectory.evaluation.scores));
  const last = { role: 'assistant' as const, content: withoutMarks(closing) };
  return checked({ messages: [...messages, last], images: [...images], system: prompts.edit.text }, trajectory.id);
}

/** A whole edit, good or bad, and its score with the reasons. */
export function evaluationSample(trajectory: Judged): Sharegpt {
  const { messages, images } = conversationOf(trajectory, keptSteps(trajectory));
  const { rationale, scores } = trajectory.evaluation;
  const last = { role: 'assistant' as const, content: withoutMarks(evaluationReply(rationale, meanScore(scores))) };
  return checked({ messages: [...messages, last], images: [...images], system: prompts.edit.text }, trajectory.id);
}

/** The error trace with the score that it gave itself, the reflection, the right calls, and the target's evaluation. */
export function rftSample(worse: Judged, better: Judged, analysis: string): Sharegpt {
  const { messages, images } = conversationOf(worse, keptSteps(worse));
  const kind = photoKindOf(worse);
  const fell: Trajectory['original'] = outcomeOf(worse);
  const reached = outcomeOf(better);
  const score = meanScore(better.evaluation.scores);
  const asked = reflectionTurn({
    instruction: withoutMarks(worse.instruction),
    score: meanScore(worse.evaluation.scores),
    summary: withoutMarks(worse.evaluation.rationale),
    parameters: luaLiteral(fell.recipe, kind),
  });
  const literal = jsonLiteral(changedPart(better.original.recipe, reached.recipe, photoKindOf(better)), kind);
  const replies = {
    self: evaluationReply(worse.finish.thought, meanScore(worse.finish.selfScore)),
    reflection: reflectionReply(analysis, literal, score),
    again: evaluationReply(better.evaluation.rationale, score),
  };
  const turns: Sharegpt['messages'] = [
    { role: 'assistant', content: withoutMarks(replies.self) },
    { role: 'user', content: `${imageMark}${imageMark}${asked}` },
    { role: 'assistant', content: withoutMarks(replies.reflection) },
    { role: 'user', content: imageMark + reflectedTurn },
    { role: 'assistant', content: withoutMarks(replies.again) },
  ];
  const more = [imagePath(worse.original.image), imagePath(fell.image), imagePath(reached.image)];
  const system = `${prompts.edit.text}\n\n${prompts.reflect.text}`;
  return checked(
    { messages: [...messages, ...turns], images: [...images, ...more], system },
    `${worse.id} and ${better.id}`,
  );
}
