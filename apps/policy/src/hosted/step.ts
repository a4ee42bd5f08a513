/** What every back end with a hosted model does around one step. */
import { Fault, limits, type TokenUsage } from '@safelight/core';
import type { NextStepRequest } from '@safelight/wire';

/** A reply that cannot be carried out goes back to the model so often; then the step fails. */
export const repairsMax = 2;
/** Servers count seeds in 32 bits with a sign or without, and some read the highest as "none". */
export const seedRange = 2 ** 31 - 1;

/** @throws Fault `instruction.empty`, `instruction.tooLong` */
export function checkInstruction({ instruction }: Pick<NextStepRequest, 'instruction'>): void {
  const field = 'instruction';
  if (instruction.trim() === '')
    throw new Fault('instruction.empty', 'Say in a sentence what the photo should become.', { field });
  if (instruction.length > limits.instructionLengthChars) {
    const message = `The instruction has ${instruction.length} characters; shorten it to ${limits.instructionLengthChars}.`;
    throw new Fault('instruction.tooLong', message, { field });
  }
}

/** Aborts a step with a `model.timeout`. */
export class Deadline implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(stepTimeoutMs: number, model: string) {
    const message = `${model} took longer than ${stepTimeoutMs} ms for one step with its repairs. Look at the load of its server, or allow more time.`;
    this.#timer = setTimeout(() => this.#controller.abort(new Fault('model.timeout', message)), stepTimeoutMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

export function plus(sum: TokenUsage, more: TokenUsage): TokenUsage {
  return {
    promptTokens: sum.promptTokens + more.promptTokens,
    completionTokens: sum.completionTokens + more.completionTokens,
    costMicroUsd: sum.costMicroUsd + more.costMicroUsd,
  };
}

const problemLengthMax = 300;

/** The fault of a step for which no repair helped. */
export function unusable(problems: readonly string[], model: string): Fault {
  const told = problems.join(' ').slice(0, problemLengthMax);
  const message = `${model} gave no step that can be carried out, after ${repairsMax} repairs. Last: ${told} Try again, or use a larger model.`;
  return new Fault('model.badReply', message);
}
