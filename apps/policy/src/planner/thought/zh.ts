import { findTool } from '@safelight/catalogue';
import { looks, type LookName } from '@safelight/intent';
import type { Metric } from '../metrics.ts';
import type { Cell, Facts } from './facts.ts';
import type { Words } from './words.ts';

const tone: Record<Facts['tone'], string> = {
  veryDark: '很暗',
  dark: '偏暗',
  balanced: '明暗适中',
  bright: '明亮',
  veryBright: '很亮',
};
const cast: Record<Facts['cast'], string> = {
  warm: '偏暖',
  slightlyWarm: '略微偏暖',
  neutral: '色彩中性',
  slightlyCool: '略微偏冷',
  cool: '偏冷',
};
const contrast: Record<Facts['contrast'], string> = { flat: '偏平', moderate: '适中', strong: '较强' };
const colour: Record<Facts['colour'], string> = {
  none: '没有色彩',
  muted: '色彩较淡',
  moderate: '色彩适中',
  rich: '色彩浓郁',
};

const names: Partial<Record<Metric, string>> = {
  'lightness.p01': '黑位',
  'lightness.p05': '最暗部',
  'lightness.p25': '暗部',
  'lightness.p50': '中位亮度',
  'lightness.p95': '高光',
  'lightness.deviation': '反差',
  'cast.a': '绿–洋红平衡',
  'cast.b': '暖度',
  'chroma.mean': '色彩浓度',
  'chroma.p95': '最浓的颜色',
  'chroma.byHue.orange.chroma': '肤色与橙色',
  'clipping.highlights': '高光溢出',
  'clipping.shadows': '暗部死黑',
  detail: '细节反差',
};
/** A step's calls are all in the record; the thought names the first. */
const toldCallsMax = 4;

const toolName = (tool: string): string => findTool(tool)?.aliasesZh[0] ?? tool;
const nameOf = (metric: string): string => names[metric as Metric] ?? metric;

const protections: Record<string, string> = {
  shadows: '暗部细节',
  highlights: '高光',
  skin: '肤色',
  colour: '色彩',
  contrast: '反差',
  lightness: '亮度',
};

const lookNames: Record<LookName, string> = {
  'golden hour': '黄金时刻',
  'blue hour': '蓝调时刻',
  moody: '情绪暗调',
  dramatic: '戏剧感',
  film: '胶片',
  airy: '空气感',
  'black and white': '黑白',
  sepia: '棕褐',
  cinematic: '电影感',
  dreamy: '梦幻',
  vintage: '复古',
  'high key': '高调',
  'low key': '低调',
  vivid: '鲜艳',
  matte: '哑光',
  pastel: '粉彩',
  'teal and orange': '青橙',
  winter: '冬日',
  cozy: '温馨',
  natural: '自然',
};

function figure(metric: string, value: number): string {
  if (metric.startsWith('clipping')) return percent(value);
  return Math.abs(value) < 1 ? value.toFixed(2) : value.toFixed(1);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function place({ row, column }: Cell): string {
  if (row === 1 && column === 1) return '画面中央';
  return `画面${['左', '', '右'][column]!}${['上方', '侧', '下方'][row]!}`;
}

const list = (items: readonly string[]): string => items.join('、');
const quoted = (parts: readonly string[]): string => list(parts.map((part) => `“${part}”`));
const isLook = (name: string): name is LookName => Object.hasOwn(looks, name);

export const chinese: Words = {
  gap: '',
  sees: (facts) => {
    const ends: string[] = [];
    if (facts.clippedHighlights > 0.003)
      ends.push(`最亮处在${place(facts.brightest)},${percent(facts.clippedHighlights)} 的画面已溢出成白。`);
    else ends.push(`最亮处在${place(facts.brightest)}(${facts.brightest.lightness.toFixed(0)}),细节尚在。`);
    if (facts.clippedShadows > 0.003)
      ends.push(`${percent(facts.clippedShadows)} 的画面沉入纯黑,最暗处在${place(facts.darkest)}。`);
    if (facts.tint !== null)
      ends.push(`灰色偏${facts.tint === 'green' ? '绿' : '洋红'}(${facts.tintValue.toFixed(1)})。`);
    return [
      `画面${tone[facts.tone]}(中位亮度 ${facts.median.toFixed(0)}/100),${cast[facts.cast]}(蓝到黄 ${signed(facts.warmth)})。`,
      `反差${contrast[facts.contrast]}(离散度 ${facts.deviation.toFixed(1)}),${colour[facts.colour]}(平均彩度 ${facts.chroma.toFixed(1)})。`,
      ...ends,
    ];
  },
  wants: (targets, constraints, wanted) => [
    ...(wanted.length > 0
      ? [`要的风格是${list(wanted.map((name) => (isLook(name) ? lookNames[name] : name)))}。`]
      : []),
    ...(targets.length > 0
      ? [
          `对这张照片来说,这首先意味着:${list(targets.map((one) => `${nameOf(one.metric)}从 ${figure(one.metric, one.from)} 到约 ${figure(one.metric, one.wanted)}`))}。`,
        ]
      : []),
    ...(constraints.length > 0
      ? [`必须保留的是:${list(constraints.map(({ protect }) => protections[protect]!))}。`]
      : []),
  ],
  does: (phase, calls) => {
    const tools = list(
      calls
        .slice(0, toldCallsMax)
        .map(({ tool, value }) => (typeof value === 'number' ? `${toolName(tool)} ${signed(value)}` : toolName(tool))),
    );
    const more = calls.length > toldCallsMax ? `,另有 ${calls.length - toldCallsMax} 项设置` : '';
    const start = {
      foundation: '先打基础,调白平衡、曝光和反差',
      tone: '基础无需改动,先定影调',
      finish: '接着塑造色彩和光线',
      whole: '我来设置',
      correction: '据此修正',
    }[phase];
    return [`${start}:${tools}${more}。`];
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
  hits: (guards) => (guards.length === 0 ? [] : [`超出允许范围的有:${list(guards.map(nameOf))}。`]),
  refused: (problems) =>
    problems.length === 0
      ? []
      : [`有 ${problems.length} 项设置被拒绝,不再使用:${problems.map(({ message }) => message).join(' ')}`],
  dead: (levers) => (levers.length === 0 ? [] : [`${list(levers)} 在这里几乎不起作用,改用别的工具。`]),
  ends: (why, met, wanted) => {
    const count = wanted === 0 ? '' : `(${wanted} 个目标中达成 ${met} 个)`;
    if (why === 'met') return [`画面已到位${count},到此为止。`];
    if (why === 'noBenefit') return [`再修正得不偿失${count},到此为止。`];
    return [`步数已用完${count}。`];
  },
  sums: (rows) =>
    rows.length === 0
      ? []
      : [
          `与原片相比:${list(rows.map((one) => `${nameOf(one.metric)} ${figure(one.metric, one.before)} → ${figure(one.metric, one.measured)}(目标 ${figure(one.metric, one.expected)})`))}。`,
        ],
  leaves: (notDevelopWork, notUnderstood) => [
    ...(notDevelopWork.length > 0
      ? [`Safelight 只调整光线和色彩,不增添也不移除内容,因此没有处理${quoted(notDevelopWork)}。`]
      : []),
    ...(notUnderstood.length > 0 ? [`没有看懂${quoted(notUnderstood)}。`] : []),
  ],
  nothing: (notDevelopWork, notUnderstood) =>
    notDevelopWork.length > 0
      ? `Safelight 只调整光线和色彩,不增添也不移除内容(${quoted(notDevelopWork)})。请改为描述光线、色彩或反差,例如“暖一点,暗部提亮”。`
      : `指令里没有找到关于光线或色彩的要求${notUnderstood.length > 0 ? `(${quoted(notUnderstood)})` : ''}。请描述光线、色彩或反差,例如“暖一点,暗部提亮”。`,
};

function signed(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1).replace(/0$/, '');
  return value > 0 ? `+${text}` : text.replace('-', '−');
}
