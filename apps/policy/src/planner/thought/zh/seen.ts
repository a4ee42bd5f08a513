import { nameOfRegion, type Protection } from '@safelight/intent';
import type { Cell, Facts } from '../facts.ts';
import { signed } from '../tools.ts';
import type { Words } from '../words.ts';
import { figure, list, nameOf, percent, quoted } from './names.ts';

const tone: Record<Exclude<Facts['tone'], 'empty'>, string> = {
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
const protections: Record<Protection, string> = {
  shadows: '暗部细节',
  highlights: '高光',
  skin: '肤色',
  colour: '色彩',
  contrast: '反差',
  lightness: '亮度',
  all: '其余部分',
};

function place({ row, column }: Cell): string {
  if (row === 1 && column === 1) return '画面中央';
  return `画面${['左', '', '右'][column]!}${['上方', '侧', '下方'][row]!}`;
}

function defects({ haze, noise, tilt, faces }: Facts): readonly string[] {
  return [
    ...(haze === null ? [] : [`画面蒙着一层雾气(${percent(haze)})。`]),
    ...(noise === null ? [] : [`平坦处有噪点(${noise.toFixed(1)})。`]),
    ...(tilt === null ? [] : [`画面倾斜,${tilt > 0 ? '顺' : '逆'}时针转 ${Math.abs(tilt).toFixed(1)}° 即可拉平。`]),
    ...(faces === 0 ? [] : [`看到 ${faces} 张脸。`]),
  ];
}

export const seen: Pick<Words, 'sees' | 'wants'> = {
  sees: (facts) => {
    if (facts.tone === 'empty') return [`画面只有一种均匀的影调(亮度 ${facts.median.toFixed(0)}/100),里面没有内容。`];
    const ends: string[] = [];
    if (facts.clippedHighlights > 0.003)
      ends.push(`最亮处在${place(facts.brightest)},${percent(facts.clippedHighlights)} 的画面已溢出成白。`);
    else ends.push(`最亮处在${place(facts.brightest)}(${facts.brightest.lightness.toFixed(0)}),细节尚在。`);
    if (facts.clippedShadows > 0.003)
      ends.push(`${percent(facts.clippedShadows)} 的画面沉入纯黑,最暗处在${place(facts.darkest)}。`);
    if (facts.tint !== null)
      ends.push(`灰色偏${facts.tint === 'green' ? '绿' : '洋红'}(${facts.tintValue.toFixed(1)})。`);
    const regions = facts.regions.map(({ name, share, lightness }) => {
      const part = nameOfRegion({ kind: 'matte', name }, 'zh');
      return `${part}占画面的 ${percent(share)},亮度 ${lightness.p50.toFixed(0)}。`;
    });
    return [
      `画面${tone[facts.tone]}(中位亮度 ${facts.median.toFixed(0)}/100),${cast[facts.cast]}(蓝到黄 ${signed(facts.warmth)})。`,
      `反差${contrast[facts.contrast]}(离散度 ${facts.deviation.toFixed(1)}),${colour[facts.colour]}(平均彩度 ${facts.chroma.toFixed(1)})。`,
      ...ends,
      ...defects(facts),
      ...regions,
    ];
  },
  wants: (targets, constraints, looks) => [
    ...(looks.length > 0 ? [`要的风格是${quoted(looks)}。`] : []),
    ...(targets.length > 0
      ? [
          `对这张照片来说,这首先意味着:${list(targets.map((one) => `${nameOf(one.metric)}从 ${figure(one.metric, one.from)} 到约 ${figure(one.metric, one.wanted)}`))}。`,
        ]
      : []),
    ...(constraints.length > 0
      ? [
          `必须保留的是:${list(
            constraints.map(({ protect, region }) => {
              if (region === null) return protections[protect];
              const name = nameOfRegion(region, 'zh');
              return protect === 'all' ? name : `${name}的${protections[protect]}`;
            }),
          )}。`,
        ]
      : []),
  ],
};
