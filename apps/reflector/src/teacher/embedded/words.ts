/** Names of figures as the analysis tells them. */
import { regionNames, type Locale, type RegionName } from '@safelight/core';

const figures: readonly (readonly [path: string, names: Readonly<Record<Locale, string>>])[] = [
  ['lightness.p50', { en: 'lightness', zh: '亮度' }],
  ['lightness.p05', { en: 'dark tones', zh: '暗调' }],
  ['lightness.p25', { en: 'shadows', zh: '阴影亮度' }],
  ['lightness.p95', { en: 'light tones', zh: '亮调' }],
  ['lightness.p99', { en: 'brightest tones', zh: '最亮处' }],
  ['lightness.deviation', { en: 'contrast', zh: '反差' }],
  ['clipping.highlights', { en: 'clipped highlights', zh: '高光溢出' }],
  ['clipping.shadows', { en: 'clipped shadows', zh: '暗部死黑' }],
  ['cast.a', { en: 'a*', zh: 'a*' }],
  ['cast.b', { en: 'b*', zh: 'b*' }],
  ['chroma.mean', { en: 'chroma', zh: '彩度' }],
  ['chroma.p95', { en: 'strongest colours', zh: '最浓的颜色' }],
  ['detail', { en: 'fine contrast', zh: '细节反差' }],
  ['noise', { en: 'noise', zh: '噪点' }],
  ['haze', { en: 'haze', zh: '雾感' }],
];

const regions: Readonly<Record<RegionName, string>> = {
  sky: '天空',
  subject: '主体',
  background: '背景',
  person: '人物',
  face: '面部',
  skin: '肤色',
  hair: '头发',
  eyes: '眼睛',
  lips: '嘴唇',
  teeth: '牙齿',
  brows: '眉毛',
  beard: '胡须',
  clothes: '衣服',
};

/** `skin.cast.b` → "skin b*", 肤色 b*. A hue band's figures are told by their path. */
export function metricName(path: string, locale: Locale): string {
  const region = regionNames.find((name) => path.startsWith(`${name}.`));
  const rest = region === undefined ? path : path.slice(region.length + 1);
  const name = figures.find(([known]) => known === rest)?.[1][locale] ?? rest;
  if (region === undefined) return name;
  return locale === 'zh' ? `${regions[region]}${name}` : `${region} ${name}`;
}

/** A deviation with its sign; shares as percentages. */
export function deviationText(path: string, deviation: number): string {
  const share = /clipping|haze/.test(path);
  const size = share ? `${(100 * deviation).toFixed(1)} %` : deviation.toFixed(1);
  return deviation > 0 ? `+${size}` : size.replace('-', '−');
}
