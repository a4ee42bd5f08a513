import type { HueBand, Locale, RegionName } from '@safelight/core';
import type { Place, Region } from '@safelight/intent';

type Names<Key extends string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

/** Bare names: those of corrections in the panel. */
const mattes: Names<RegionName> = {
  en: {
    sky: 'sky',
    subject: 'subject',
    background: 'background',
    person: 'person',
    face: 'face',
    skin: 'skin',
    hair: 'hair',
    eyes: 'eyes',
    lips: 'lips',
    teeth: 'teeth',
    brows: 'eyebrows',
    beard: 'beard',
    clothes: 'clothes',
  },
  zh: {
    sky: '天空',
    subject: '主体',
    background: '背景',
    person: '人物',
    face: '脸部',
    skin: '皮肤',
    hair: '头发',
    eyes: '眼睛',
    lips: '嘴唇',
    teeth: '牙齿',
    brows: '眉毛',
    beard: '胡须',
    clothes: '衣服',
  },
};

const places: Names<Place> = {
  en: {
    left: 'left side',
    right: 'right side',
    top: 'top',
    bottom: 'bottom',
    centre: 'centre',
    edges: 'edges',
    foreground: 'foreground',
  },
  zh: { left: '左侧', right: '右侧', top: '上方', bottom: '下方', centre: '中央', edges: '边缘', foreground: '前景' },
};

export const hueNames: Names<HueBand> = {
  en: {
    red: 'reds',
    orange: 'oranges',
    yellow: 'yellows',
    green: 'greens',
    aqua: 'aquas',
    blue: 'blues',
    purple: 'purples',
    magenta: 'magentas',
  },
  zh: {
    red: '红色',
    orange: '橙色',
    yellow: '黄色',
    green: '绿色',
    aqua: '青色',
    blue: '蓝色',
    purple: '紫色',
    magenta: '洋红',
  },
};

export const toneNames: Names<'shadows' | 'midtones' | 'highlights' | 'all'> = {
  en: { shadows: 'shadows', midtones: 'midtones', highlights: 'highlights', all: 'whole picture' },
  zh: { shadows: '暗部', midtones: '中间调', highlights: '高光', all: '整个画面' },
};

export function nameOfRegion(region: Region, locale: Locale): string {
  switch (region.kind) {
    case 'matte':
      return mattes[locale][region.name];
    case 'place':
      return places[locale][region.place];
    case 'tone':
      return toneNames[locale][region.tone];
    case 'colour':
      return hueNames[locale][region.band];
  }
}

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
    return { part: { kind: 'hue', name: hueNames[locale][hue[1] as HueBand] }, figure };
  }
  const [first, ...rest] = metric.split('.');
  const name = mattes[locale][first as RegionName] as string | undefined;
  return name === undefined
    ? { part: null, figure: metric }
    : { part: { kind: 'region', name }, figure: rest.join('.') };
}
