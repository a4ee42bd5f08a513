/** Names of figures as the analysis tells them. */
import { regionNames, type Locale } from '@safelight/core';
import { matteNames } from '@safelight/intent';

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

/** `skin.cast.b` → "skin b*", 皮肤 b*. A hue band's figures are told by their path. */
export function metricName(path: string, locale: Locale): string {
  const region = regionNames.find((name) => path.startsWith(`${name}.`));
  const rest = region === undefined ? path : path.slice(region.length + 1);
  const name = figures.find(([known]) => known === rest)?.[1][locale] ?? rest;
  if (region === undefined) return name;
  return `${matteNames[locale][region]}${locale === 'zh' ? '' : ' '}${name}`;
}

/** A deviation with its sign; shares as percentages. */
export function deviationText(path: string, deviation: number): string {
  const share = /clipping|haze/.test(path);
  const size = share ? `${(100 * deviation).toFixed(1)} %` : deviation.toFixed(1);
  return deviation > 0 ? `+${size}` : size.replace('-', '−');
}
