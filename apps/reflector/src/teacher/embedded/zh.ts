import type { ToolCall } from '@safelight/core';
import { combinedScore } from '../../sample/pair.ts';
import { amountText, callText, unexplained, valueText, type Contrast, type Facts } from './facts.ts';
import { deviationText, metricName } from './words.ts';

const settingsMax = 8;

const figureNames: Readonly<Record<Contrast['figure'], string>> = {
  lightness: '亮度中值',
  darkTones: '暗调',
  lightTones: '亮调',
  spread: '明暗反差',
  warmth: '冷暖 b',
  tint: '色调 a',
  chroma: '平均彩度',
};

export function zh(facts: Facts, correction: readonly ToolCall[]): string {
  return [outcome(facts), losses(facts), cause(facts), overrated(facts), remedy(facts, correction)].join('');
}

function outcome({ worse, better }: Facts): string {
  const text = (one: Facts['worse']): string => {
    const { aesthetic, instruction } = one.evaluation.scores;
    return `${combinedScore(one).toFixed(2)} 分（美感 ${aesthetic.toFixed(2)}，遵循要求 ${instruction.toFixed(2)}）`;
  };
  return `这次修图得 ${text(worse)}；同一照片、同一要求的另一次修图得 ${text(better)}。`;
}

function losses({ losses: lost }: Facts): string {
  if (lost.length === 0) return '';
  const parts = lost.map(
    ({ name, worse, better }) =>
      `${name}（${worse.value.toFixed(1)} / 10：${worse.evidence}；对方 ${better.value.toFixed(1)}：${better.evidence}）`,
  );
  return `不足之处：${parts.join('；')}。`;
}

function cause(facts: Facts): string {
  const own = (target: string | null | undefined): string => (target == null ? '' : `“${target}”的`);
  const blamed = facts.attributions
    .slice(0, settingsMax)
    .map(
      ({ tool, target, worse, better, metric, deviation }) =>
        `${own(target)}${facts.wordsOf(tool).zh} ${valueText(tool, worse!)} ${amountText(worse!, better!, '过高', '过低')}：${metricName(metric, 'zh')} ${deviationText(metric, deviation)}`,
    );
  const others = unexplained(facts);
  const settings = others
    .slice(0, settingsMax)
    .map(
      ({ tool, target, words, worse, better }) =>
        `${own(target)}${words.zh}为 ${valueText(tool, worse)} 而不是 ${valueText(tool, better)}`,
    );
  const more = others.length > settingsMax ? `，另有 ${others.length - settingsMax} 项` : '';
  const seen = facts.contrasts.map(
    ({ figure, worse, better }) => `${figureNames[figure]}为 ${worse.toFixed(1)} 而非 ${better.toFixed(1)}`,
  );
  return [
    blamed.length === 0 ? '' : `原因在于参数：${blamed.join('；')}。`,
    settings.length === 0 ? '' : `${blamed.length === 0 ? '' : '此外'}${settings.join('，')}${more}。`,
    seen.length === 0 ? '' : `结果${seen.join('，')}。`,
  ].join('');
}

/** An edit that stopped because it thought itself good has to learn that as well. */
function overrated({ worse }: Facts): string {
  const own = worse.finish.selfScore.aesthetic + worse.finish.selfScore.instruction;
  const excess = own - combinedScore(worse);
  return excess < 0.5 ? '' : `它自评 ${own.toFixed(2)} 分，高估了 ${excess.toFixed(2)} 分，就此停下。`;
}

function remedy({ better }: Facts, correction: readonly ToolCall[]): string {
  if (correction.length === 0) return '保持原图反而更好。';
  const calls = correction.map(callText).join('，');
  return `改正办法：从原图开始，设置 ${calls}；该结果得 ${combinedScore(better).toFixed(2)} 分。`;
}
