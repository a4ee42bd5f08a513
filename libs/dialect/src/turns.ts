/** Texts of a conversation as JarvisEvo's checkpoints know it. The picture of a user turn stands before its text. */

export const taskTypes = ['lightroom', 'aigc', 'auto'] as const;
export type TaskType = (typeof taskTypes)[number];

/** The first user turn. */
export function instructionTurn(instruction: string, task: TaskType = 'lightroom'): string {
  return `<task_type>${task}</task_type>. Instruction: ${instruction}`;
}

/** The user turn that shows what step `step` (1 for the first) made. */
export function observationTurn(step: number): string {
  return `Image after step ${step} of editing.`;
}

/** The user turn that shows the last picture and asks for the self-evaluation. */
export const evaluationTurn = 'Lightroom editing completed. Please evaluate the results.';

/** The user turn that shows what a reflection made and asks for its evaluation. */
export const reflectedTurn = 'Here is the reflected result. Please evaluate again.';

/** What a reflection is asked about. */
export interface ReflectionCase {
  readonly instruction: string;
  /** 1 .. 5. */
  readonly score: number;
  /** The self-evaluation in words. */
  readonly summary: string;
  /** The settings of the result, as a Lua table. */
  readonly parameters: string;
}

/** The user turn that asks for a reflection; the original and the latest picture stand before it. */
export function reflectionTurn({ instruction, score, summary, parameters }: ReflectionCase): string {
  return [
    '1. Original Image: the first picture.',
    '2. Previous Result: the second picture.',
    `3. User Instruction: ${instruction}`,
    `4. Self-Evaluation: ${JSON.stringify({ Score: score.toFixed(2), Summary: summary })}`,
    `5. Historical Parameters (LUA): ${parameters}`,
  ].join('\n');
}

/** A reply that edits: `literal` is the object of changed parameters. */
export function editReply(thought: string, literal: string): string {
  return `<think> ${thought} </think>\n<tool_call> ${literal} </tool_call>`;
}

/** A reply that scores, 1 .. 5. */
export function evaluationReply(thought: string, score: number): string {
  return `<think> ${thought} </think>\n<answer> {"Overall assessment score": "${score.toFixed(2)}"} </answer>`;
}

/** A reply that reflects: the analysis, the whole refined configuration for the original, the score expected of it. */
export function reflectionReply(analysis: string, literal: string, score: number): string {
  return `${editReply(analysis, literal)}\n<answer> {"Overall assessment score": "${score.toFixed(2)}"} </answer>`;
}
