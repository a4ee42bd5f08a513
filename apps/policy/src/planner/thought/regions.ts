import type { HueBand, Locale, RegionName } from '@safelight/core';
import { bandNames, matteNames } from '@safelight/intent';

/** Name of what is left when parts are cut out. */
export function nameOfRest(kept: readonly { readonly name: string }[], locale: Locale): string {
  const names = kept.map(({ name }) => name);
  return locale === 'zh' ? `除${names.join('、')}外` : `all but ${names.join(' and ')}`;
}

/** Cells of the grid as people say where they are. */
const cells: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'at the top left',
    'at the top',
    'at the top right',
    'on the left',
    'in the middle',
    'on the right',
    'at the bottom left',
    'at the bottom',
    'at the bottom right',
  ],
  zh: ['左上', '上方', '右上', '左侧', '中央', '右侧', '左下', '下方', '右下'],
};

/** What a metric is about: a part of the picture and a figure of it by the name that it has in the whole. */
export interface MetricName {
  readonly part: { readonly kind: 'region' | 'cell' | 'hue'; readonly name: string } | null;
  readonly figure: string;
}

export function splitMetric(metric: string, locale: Locale): MetricName {
  const cell = /^grid\[(\d)\]\.(\w+)$/.exec(metric);
  if (cell !== null) {
    const figures: Record<string, string> = {
      lightness: 'lightness.p50',
      deviation: 'lightness.deviation',
      chroma: 'chroma.mean',
      a: 'cast.a',
      b: 'cast.b',
    };
    return { part: { kind: 'cell', name: cells[locale][Number(cell[1])]! }, figure: figures[cell[2]!]! };
  }
  const hue = /^chroma\.byHue\.(\w+)\.(\w+)$/.exec(metric);
  if (hue !== null) {
    const figure = hue[2] === 'lightness' ? 'lightness.p50' : 'chroma.mean';
    return { part: { kind: 'hue', name: bandNames[locale][hue[1] as HueBand] }, figure };
  }
  const [first, ...rest] = metric.split('.');
  const name = matteNames[locale][first as RegionName] as string | undefined;
  return name === undefined
    ? { part: null, figure: metric }
    : { part: { kind: 'region', name }, figure: rest.join('.') };
}
