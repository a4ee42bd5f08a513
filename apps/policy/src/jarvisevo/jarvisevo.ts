import { Fault, noUsage, type Finish, type Locale, type TokenUsage } from '@safelight/core';
import { evaluationTurn, prompts, ThoughtStream } from '@safelight/dialect';
import { localeOf } from '@safelight/intent';
import type { Message, Reply, Vlm } from '@safelight/vlm';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import type { PolicyBackend } from '../backend.ts';
import { checkInstruction, Deadline, plus, repairsMax, seedRange, unusable } from '../hosted/step.ts';
import { askedOf, conversationOf } from './conversation.ts';
import { outcomeOf, type Outcome } from './outcome.ts';

export interface JarvisevoOptions {
  /** One step with all its repairs; a little less than whoever asks for it waits. */
  readonly stepTimeoutMs: number;
  /** Told of every reply, for logs and metrics. */
  readonly onReply?: (reply: Reply, outcome: Outcome['type']) => void;
}

/** Below this self-score the released script reflects; so a wish is called missed. */
const scoreMin = 3;

const words: Readonly<Record<Locale, { readonly left: string; readonly silent: string; readonly generative: string }>> =
  {
    en: {
      left: 'Not carried out: ',
      silent: 'The model gave no reason.',
      generative:
        'The model takes this wish for a generative edit, which developing cannot do. Ask for a look instead.',
    },
    zh: {
      left: '未执行：',
      silent: '模型没有说明理由。',
      generative: '模型认为这个要求需要生成式编辑，而显影无法做到。请改为描述想要的效果。',
    },
  };

/** A JarvisEvo checkpoint behind an OpenAI-compatible server, spoken to in its own dialect. */
export function jarvisevoBackend(vlm: Vlm, options: JarvisevoOptions): PolicyBackend {
  const { model } = vlm.settings;
  return {
    version: `jarvisevo/${model}@${prompts.edit.version}`,
    async *nextStep(request, outer) {
      checkInstruction(request);
      using deadline = new Deadline(options.stepTimeoutMs, model);
      const signal = AbortSignal.any([outer, deadline.signal]);
      const locale = localeOf(request.instruction);
      const messages: Message[] = [...conversationOf(request)];
      let asked = askedOf(request);
      let usage = noUsage;
      let told = '';
      for (let repairs = 0; ;) {
        let reply: Reply | undefined;
        let stream = new ThoughtStream();
        let gap = told === '' ? '' : '\n\n';
        for await (const event of vlm.stream({ messages, seed: request.seed % seedRange }, signal)) {
          if (event.type === 'reply') reply = event.reply;
          else if (event.type === 'restarted') stream = new ThoughtStream();
          else {
            // Servers that part thoughts from words send what stands between the tags as a thought.
            const text = event.type === 'thoughtDelta' ? event.text : stream.add(event.text);
            if (text === '') continue;
            told += gap + text;
            yield { type: 'thoughtDelta', text: gap + text };
            gap = '';
          }
        }
        if (reply === undefined) throw new Error('The stream of the model ended without a reply.');
        usage = plus(usage, reply.usage);
        const outcome = reply.finish === 'length' ? cutOff : outcomeOf(reply.text, request, asked);
        options.onReply?.(reply, outcome.type);
        if (outcome.type === 'wrong') {
          if (repairs === repairsMax) throw unusable(outcome.problems, model);
          repairs += 1;
          messages.push(said(reply), { role: 'user', parts: [{ type: 'text', text: outcome.problems.join('\n') }] });
        } else if (outcome.type === 'done') {
          // It stops without a score: the picture was shown already, and now its evaluation is asked for.
          asked = 'evaluation';
          messages.push(said(reply), { role: 'user', parts: [{ type: 'text', text: evaluationTurn }] });
        } else {
          for (const text of ending(outcome, told, locale)) {
            told += text;
            yield { type: 'thoughtDelta', text };
          }
          yield responseOf(outcome, { request, thought: told, usage, locale });
          return;
        }
      }
    },
  };
}

const cutOff: Outcome = {
  type: 'wrong',
  problems: ['The reply was cut off by the limit of tokens. Think in fewer words.'],
};

const said = ({ text }: Reply): Message => ({ role: 'assistant', text, toolUses: [] });

type Usable = Exclude<Outcome, { type: 'wrong' | 'done' }>;

/** What is still to be told: parts that are not carried out, and that a model said nothing. */
function ending(outcome: Usable, told: string, locale: Locale): readonly string[] {
  const silent = told.trim() === '' ? [words[locale].silent] : [];
  const left =
    outcome.type === 'edit' && outcome.left.length > 0 ? [`\n\n${words[locale].left}${outcome.left.join(' ')}`] : [];
  return [...silent, ...left];
}

interface Told {
  readonly request: NextStepRequest;
  readonly thought: string;
  readonly usage: TokenUsage;
  readonly locale: Locale;
}

function responseOf(outcome: Usable, { request, thought, usage, locale }: Told): NextStepResponse {
  switch (outcome.type) {
    case 'edit': {
      // The dialect has no place for predictions.
      const { calls, base } = outcome;
      return { type: 'decision', calls, predictions: [], base, usage };
    }
    case 'finish': {
      const { score } = outcome;
      const missed = score < scoreMin ? [request.instruction] : [];
      // One score for both: the dialect knows an overall assessment alone.
      const selfScore = { aesthetic: score, instruction: score };
      return { type: 'finish', finish: { thought, selfScore, notDone: [], missed, usage } satisfies Finish };
    }
    case 'generative':
      throw new Fault('instruction.notDevelopWork', words[locale].generative, { field: 'instruction' });
  }
}
