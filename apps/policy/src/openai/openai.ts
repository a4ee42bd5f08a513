import { Fault, noUsage, type Finish, type TokenUsage } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import type { Message, Reply, Vlm } from '@safelight/vlm';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { PolicyBackend } from '../backend.ts';
import { checkInstruction, Deadline, plus, repairsMax, seedRange, unusable } from '../hosted/step.ts';
import { conversationOf, isOver, say, stepsTaken } from './conversation.ts';
import { declineFunction, finishFunction, predictFunction } from './decisions.ts';
import { developFunctions } from './functions.ts';
import { constrained, native } from './manner.ts';
import { outcomeOfReply, type Outcome } from './outcome.ts';
import { prompt, promptVersion } from './prompts.ts';
import { Telling } from './telling.ts';
import type { ToolGroupName } from './toolGroups.ts';

export interface OpenaiOptions {
  readonly toolGroups: readonly ToolGroupName[];
  /** One step with all its repairs; a little less than whoever asks for it waits. */
  readonly stepTimeoutMs: number;
  /** Told of every reply, for logs and metrics. */
  readonly onReply?: (reply: Reply, outcome: Outcome['type']) => void;
}

/** A vision-language model behind an OpenAI-compatible server as the one who decides. */
export function openaiBackend(vlm: Vlm, options: OpenaiOptions): PolicyBackend {
  const { model, capabilities, outputTokensMax } = vlm.settings;
  const manner = capabilities.tools ? native : constrained(outputTokensMax);

  return {
    version: `openai/${model}@${promptVersion}`,
    async *nextStep(request, outer) {
      checkInstruction(request);
      using deadline = new Deadline(options.stepTimeoutMs, model);
      const signal = AbortSignal.any([outer, deadline.signal]);
      const telling = new Telling(manner.textIsThought, localeOf(request.instruction));
      let offered = functionsFor(request, options.toolGroups);
      const messages: Message[] = [...conversationOf(request, manner, offered, capabilities.images)];
      let usage = noUsage;
      for (let repairs = 0; ; repairs++) {
        const asked = { messages, ...manner.offer(offered), seed: request.seed % seedRange };
        let reply: Reply | undefined;
        for await (const event of vlm.stream(asked, signal)) {
          if (event.type === 'reply') reply = event.reply;
          else yield* telling.pass(event);
        }
        if (reply === undefined) throw new Error('The stream of the model ended without a reply.');
        usage = plus(usage, reply.usage);
        const said = manner.read(reply);
        yield* telling.conclude(said.thought);
        const outcome = cutOff(reply) ?? outcomeOfReply(said, request, offered);
        options.onReply?.(reply, outcome.type);
        if (outcome.type !== 'wrong' && outcome.type !== 'loop') {
          yield* telling.atLeastSomething();
          yield responseOf(outcome, telling.text, usage);
          return;
        }
        if (repairs === repairsMax) throw unusable(outcome.problems, model);
        // A model that goes in circles has nothing left to do but to say how good the result is.
        if (outcome.type === 'loop' && stepsTaken(request).length > 0) offered = [finishFunction];
        const problems = outcome.problems.map((problem) => `- ${problem}`).join('\n');
        const next = offered.length === 1 ? `\n\n${prompt('finish')}` : '';
        messages.push(...manner.recallRefused(reply, `repair_${repairs}`), say(prompt('repair', { problems }) + next));
        telling.pause();
      }
    },
  };
}

function functionsFor(request: NextStepRequest, groups: readonly ToolGroupName[]) {
  if (isOver(request)) return [finishFunction];
  const develop = developFunctions(request.photoKind, groups);
  const isFirst = request.steps.length === 0 && request.rounds.length === 0;
  return [...develop, predictFunction, finishFunction, ...(isFirst ? [declineFunction] : [])];
}

function cutOff({ finish }: Reply): Outcome | null {
  if (finish !== 'length') return null;
  return { type: 'wrong', problems: ['The reply was cut off by the limit of tokens. Think in fewer words.'] };
}

type Usable = Exclude<Outcome, { type: 'wrong' | 'loop' }>;

function responseOf(outcome: Usable, thought: string, usage: TokenUsage): NextStepResponse {
  switch (outcome.type) {
    case 'edit': {
      const { calls, predictions, base } = outcome;
      return { type: 'decision', calls, predictions, base, usage };
    }
    case 'finish': {
      const finish: Finish = { thought, ...outcome.ending, usage };
      return { type: 'finish', finish };
    }
    case 'decline': {
      const message = `The instruction asks for nothing that developing can do: ${outcome.reason} Ask for a look instead.`;
      throw new Fault('instruction.notDevelopWork', message, { field: 'instruction' });
    }
  }
}
