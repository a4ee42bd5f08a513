import type { ToolCall } from '@safelight/core';
import type { FollowUp } from '@safelight/intent';
import { isCropEdge, signed, tellCalls, type ToldSetting } from '../tools.ts';
import type { Words } from '../words.ts';
import { figure, list, nameOf } from './names.ts';

/** A step's calls are all in the record; the thought names the first. */
const toldMax = 5;

const told = ({ name, value }: ToldSetting): string => (value === null ? name : `${name} ${signed(value)}`);

function resumed(followUp: FollowUp): string {
  switch (followUp.kind) {
    case 'undo':
      return `撤销最近 ${followUp.count} ${followUp.what === 'step' ? '步' : '轮'}`;
    case 'back':
      if (followUp.to === 'original') return '回到未经处理的原片';
      return followUp.to > 0 ? `回到第 ${followUp.to} 版` : '回到较早的版本';
    case 'again': {
      if (followUp.scale === 1) return '保留上一轮的效果';
      const change = Math.round(Math.abs(followUp.scale - 1) * 100);
      return `把上一轮的改动${followUp.scale > 1 ? '加强' : '减弱'} ${change}%`;
    }
  }
}

function partsOf(calls: readonly ToolCall[]): readonly string[] {
  const { whole, local } = tellCalls(calls, 'zh');
  return [...whole.map(told), ...local.map(({ target, settings }) => `“${target}”上的${list(settings.map(told))}`)];
}

function listed(parts: readonly string[]): string {
  const more = parts.length > toldMax ? `,另有 ${parts.length - toldMax} 项` : '';
  return list(parts.slice(0, toldMax)) + more;
}

const starts = {
  foundation: '先打基础,调整整体影调和色彩',
  local: '接着在需要的地方塑造光线',
  finish: '最后完善色彩、光线和质感',
  whole: '我来设置',
  correction: '据此修正',
  reflection: '从原片重新设置',
} as const;

export const done: Pick<
  Words,
  'resumes' | 'takesBack' | 'frames' | 'does' | 'expects' | 'compares' | 'hits' | 'returns' | 'refused' | 'dead'
> = {
  resumes: (followUps) => (followUps.length === 0 ? [] : [`${followUps.map(resumed).join(',')}。`]),
  takesBack: (calls) => {
    const crop = calls.some(({ tool }) => isCropEdge(tool)) ? ['裁剪'] : [];
    const settings = listed([...crop, ...partsOf(calls)]);
    return settings === '' ? [] : [`去掉的是:${settings}。`];
  },
  frames: ({ straightened, level, aspect, aboutSubject, fits }) => [
    ...(level === 'unsure' ? ['看不到能确定水平的线条,所以角度保持不变。'] : []),
    ...(level === 'already' ? ['画面已经是水平的。'] : []),
    ...(straightened !== null
      ? [`把画面${straightened > 0 ? '顺' : '逆'}时针转 ${Math.abs(straightened).toFixed(1)}° 拉平。`]
      : []),
    ...(typeof aspect === 'number' && fits
      ? [`裁剪成 ${ratio(aspect)},${aboutSubject ? '以主体为中心' : '以画面中央为准'}。`]
      : []),
    ...(typeof aspect === 'number' && !fits ? ['在这个角度下裁剪过窄,因此不裁。'] : []),
    ...(aspect === 'original' ? ['恢复完整画幅。'] : []),
  ],
  does: (phase, calls) => {
    const settings = listed(partsOf(calls));
    return settings === '' ? [] : [`${starts[phase]}:${settings}。`];
  },
  expects: (predictions) =>
    predictions.length === 0
      ? []
      : [
          `预计${list(predictions.map((one) => `${nameOf(one.metric)}从 ${figure(one.metric, one.before)} 变为 ${figure(one.metric, one.expected)}`))}。`,
        ],
  compares: (comparisons, step) =>
    comparisons.length === 0
      ? [`第 ${step} 步已渲染。`]
      : [
          `第 ${step} 步让${list(comparisons.map((one) => `${nameOf(one.metric)}从 ${figure(one.metric, one.before)} 变为 ${figure(one.metric, one.measured)}(预计 ${figure(one.metric, one.expected)})`))}。`,
        ],
  returns: (step) => [`第 ${step} 步的结果比之后的更好,因此回到第 ${step} 步。`],
  hits: (guards) => (guards.length === 0 ? [] : [`超出允许范围的有:${list(guards.map(nameOf))}。`]),
  refused: (problems) =>
    problems.length === 0
      ? []
      : [`有 ${problems.length} 项设置被拒绝,不再使用:${problems.map(({ message }) => message).join(' ')}`],
  dead: (levers) => (levers.length === 0 ? [] : [`${list(levers)} 在这里几乎不起作用,改用别的工具。`]),
};

/** "16:9" where it is one that people say, else the number. */
function ratio(aspect: number): string {
  const known = [[1, 1], [3, 2], [2, 3], [4, 3], [3, 4], [16, 9], [9, 16], [4, 5], [5, 4], [21, 9], [2, 1], [1, 2]] as const; // prettier-ignore
  const found = known.find(([width, height]) => Math.abs(width / height - aspect) < 0.005);
  return found === undefined ? aspect.toFixed(2) : found.join(':');
}
