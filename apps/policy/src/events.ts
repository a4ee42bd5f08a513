import type { Fault } from '@safelight/core';
import { meter, type Logger } from '@safelight/service-kit';
import type { ModelUsage } from '@safelight/vlm';

const decided = meter.createCounter('safelight_policy_steps', { description: 'Steps decided, by outcome' });
const replies = meter.createCounter('safelight_policy_model_replies', {
  description: 'Replies of hosted models, by what they came to',
});
const tokens = meter.createCounter('safelight_policy_model_tokens', {
  description: 'Tokens of hosted models, by kind and by whether the server counted them or we guessed',
});
const cost = meter.createCounter('safelight_policy_model_cost_micro_usd', {
  description: 'Millionths of a US dollar, by the configured prices',
});
const fallbacks = meter.createCounter('safelight_policy_fallbacks', {
  description: 'Steps that the planner decided because a model was absent, by fault',
});

/** A step was decided: `edit` with its number of calls, or `finish`. */
export function stepDecided(
  logger: Logger,
  step: {
    readonly backend: string;
    readonly index: number;
    readonly outcome: 'edit' | 'finish';
    readonly calls: number;
  },
): void {
  logger.debug(step, 'step decided');
  decided.add(1, { outcome: step.outcome });
}

/** A hosted model replied; `outcome` says whether the reply could be carried out. */
export function modelReplied(
  logger: Logger,
  reply: { readonly model: string; readonly outcome: string; readonly usage: ModelUsage },
): void {
  logger.info(reply, 'model replied');
  const { promptTokens, completionTokens, costMicroUsd, estimated } = reply.usage;
  const counted = estimated ? 'guessed' : 'server';
  replies.add(1, { outcome: reply.outcome });
  tokens.add(promptTokens, { kind: 'prompt', counted });
  tokens.add(completionTokens, { kind: 'completion', counted });
  cost.add(costMicroUsd);
}

/** The model of a step was absent, and the planner decides it. */
export function plannerTookOver(
  logger: Logger,
  { model, fault }: { readonly model: string; readonly fault: Fault },
): void {
  const { code, message, detail } = fault;
  logger.warn({ model, code, detail }, `the planner takes over: ${message}`);
  fallbacks.add(1, { code });
}
