import type { ToolCall } from '@safelight/core';
import { combinedScore } from '../../sample/pair.ts';
import { amountText, callText, unexplained, valueText, type Contrast, type Facts } from './facts.ts';
import { deviationText, metricName } from './words.ts';

const settingsMax = 8;

const figureNames: Readonly<Record<Contrast['figure'], string>> = {
  lightness: 'the median lightness',
  darkTones: 'the dark tones',
  lightTones: 'the light tones',
  spread: 'the spread of lightness',
  warmth: 'the warmth b',
  tint: 'the tint a',
  chroma: 'the mean chroma',
};

export function en(facts: Facts, correction: readonly ToolCall[]): string {
  return [outcome(facts), losses(facts), cause(facts), overrated(facts), remedy(facts, correction)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function outcome({ worse, better }: Facts): string {
  const text = (one: Facts['worse']): string => {
    const { aesthetic, instruction } = one.evaluation.scores;
    return `${combinedScore(one).toFixed(2)} (aesthetic ${aesthetic.toFixed(2)}, instruction ${instruction.toFixed(2)})`;
  };
  return `This edit reached ${text(worse)}; another edit of the same photo and sentence reached ${text(better)}.`;
}

function losses({ losses: lost }: Facts): string {
  if (lost.length === 0) return '';
  const parts = lost.map(
    ({ name, worse, better }) =>
      `${name} (${worse.value.toFixed(1)} of 10: ${worse.evidence}; there ${better.value.toFixed(1)}: ${better.evidence})`,
  );
  return `It was worse in ${parts.join('; ')}.`;
}

function cause(facts: Facts): string {
  const own = (target: string | null | undefined): string => (target == null ? '' : ` of "${target}"`);
  const blamed = facts.attributions
    .slice(0, settingsMax)
    .map(
      ({ tool, target, worse, better, metric, deviation }) =>
        `${facts.wordsOf(tool).en}${own(target)} ${valueText(tool, worse!)} ${amountText(worse!, better!, 'too high', 'too low')}: ${metricName(metric, 'en')} ${deviationText(metric, deviation)}`,
    );
  const others = unexplained(facts);
  const settings = others
    .slice(0, settingsMax)
    .map(
      ({ tool, target, words, worse, better }) =>
        `${words.en}${own(target)} at ${valueText(tool, worse)} instead of ${valueText(tool, better)}`,
    );
  const more = others.length > settingsMax ? `, and ${others.length - settingsMax} more` : '';
  const seen = facts.contrasts.map(
    ({ figure, worse, better }) => `${figureNames[figure]} at ${worse.toFixed(1)} rather than ${better.toFixed(1)}`,
  );
  return [
    blamed.length === 0 ? '' : `The cause lies in its settings: ${blamed.join('; ')}.`,
    settings.length === 0 ? '' : `It ${blamed.length === 0 ? '' : 'also '}had ${settings.join(', ')}${more}.`,
    seen.length === 0 ? '' : `That left ${seen.join(', ')}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** An edit that stopped because it thought itself good has to learn that as well. */
function overrated({ worse }: Facts): string {
  const own = worse.finish.selfScore.aesthetic + worse.finish.selfScore.instruction;
  const excess = own - combinedScore(worse);
  return excess < 0.5 ? '' : `It rated itself ${own.toFixed(2)}, ${excess.toFixed(2)} too high, and stopped there.`;
}

function remedy({ better }: Facts, correction: readonly ToolCall[]): string {
  if (correction.length === 0) return 'The original left as it is would have been better.';
  const calls = correction.map(callText).join(', ');
  return `To put it right, start from the original and set ${calls}: that result scored ${combinedScore(better).toFixed(2)}.`;
}
