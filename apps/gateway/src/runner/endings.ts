/** Rounds that end with what they have, because what the turn may spend is spent. */
import type { Locale, TokenUsage } from '@safelight/core';
import { noUsage } from '@safelight/core';
import type { Author, Decision } from './decide.ts';

const stepsSpent: Readonly<Record<Locale, (stepsMax: number) => string>> = {
  en: (count) =>
    `The limit of ${count} steps is reached, and the model still wanted to go on: this is how far it came.`,
  zh: (count) => `已达到 ${count} 步的上限，而模型还想继续：修图到此为止。`,
};

const budgetSpent: Readonly<Record<Locale, string>> = {
  en: 'The budget of this turn is used up, and the model was not asked whether it wanted to go on: this is how far it came.',
  zh: '本次修图的预算已用完，没有再询问模型是否继续：修图到此为止。',
};

/** The policy went on though a finish was due. */
export function outOfSteps(decision: Extract<Decision, { type: 'step' }>, stepsMax: number): Decision {
  return ended(decision, stepsSpent[decision.locale](stepsMax), decision.usage);
}

/** The policy is not asked any more. */
export function outOfBudget(author: Author): Decision {
  return ended(author, budgetSpent[author.locale], noUsage);
}

function ended({ policyVersion, locale }: Author, thought: string, usage: TokenUsage): Decision {
  // A policy that did not judge itself when it should has not earned more than the lowest score for it.
  const selfScore = { aesthetic: 1, instruction: 1 };
  return { type: 'finish', policyVersion, locale, finish: { thought, selfScore, notDone: [], missed: [], usage } };
}
