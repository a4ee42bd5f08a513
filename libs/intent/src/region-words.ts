/** Names of the parts of a picture, bare, as people read them: in thoughts, reports, metrics, names of corrections. */
import type { HueBand, Locale, RegionName } from '@safelight/core';
import type { Place, Region } from './intent.ts';

type Names<Key extends string> = Readonly<Record<Locale, Readonly<Record<Key, string>>>>;

export const matteNames: Names<RegionName> = {
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

export const placeNames: Names<Place> = {
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

export const bandNames: Names<HueBand> = {
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
      return matteNames[locale][region.name];
    case 'place':
      return placeNames[locale][region.place];
    case 'tone':
      return toneNames[locale][region.tone];
    case 'colour':
      return bandNames[locale][region.band];
  }
}
