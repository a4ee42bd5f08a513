import type { HueBand } from '@safelight/core';
import type { LexiconRow } from './meaning.ts';

interface Colour {
  readonly band: HueBand;
  /** On the grading wheels: 0 red, 60 yellow, 120 green, 180 cyan, 240 blue, 300 magenta. */
  readonly hueDegrees: number;
  /** Adjectives, and nouns that name the pixels, in English and Chinese. */
  readonly en: readonly [adjectives: string, pixels: string];
  readonly zh: readonly [adjectives: string, pixels: string];
}

const colours: readonly Colour[] = [
  {
    band: 'red',
    hueDegrees: 0,
    en: ['red|redder|reddish|crimson|scarlet', 'reds|red tones'],
    zh: ['红|红色调|红调|暗红', '红色'],
  },
  {
    band: 'orange',
    hueDegrees: 30,
    en: ['orange|peach|peachy|copper|rust', 'oranges'],
    zh: ['橙|橘|橘调|橙调|蜜桃', '橙色|橘色|橘黄色|橘红色'],
  },
  { band: 'yellow', hueDegrees: 45, en: ['gold|amber|honey', 'golds'], zh: ['琥珀|金', '琥珀色'] },
  {
    band: 'yellow',
    hueDegrees: 58,
    en: ['yellow|yellower|yellowish|lemon', 'yellows|yellow tones'],
    zh: ['黄|黄色调|黄调', '黄色'],
  },
  {
    band: 'green',
    hueDegrees: 120,
    en: ['green|greener|lime|emerald|olive', 'greens|green tones'],
    zh: ['绿|绿调|翠绿|墨绿', '绿色'],
  },
  {
    band: 'aqua',
    hueDegrees: 185,
    en: ['teal|cyan|aqua|turquoise', 'teals|aquas|cyans|turquoises'],
    zh: ['青|青绿|青调|蓝绿|湖蓝', '青色|浅绿色|青绿色|蓝绿色'],
  },
  {
    band: 'blue',
    hueDegrees: 225,
    en: ['blue|bluer|navy|azure|indigo|cobalt', 'blues'],
    zh: ['蓝|深蓝', '蓝色|深蓝色|天蓝色'],
  },
  {
    band: 'purple',
    hueDegrees: 275,
    en: ['purple|purpler|violet|lavender|lilac', 'purples|violets|purple tones'],
    zh: ['紫|紫调|紫色调', '紫色|薰衣草色'],
  },
  {
    band: 'magenta',
    hueDegrees: 325,
    en: ['magenta|pink|pinker|fuchsia|rose', 'magentas|pinks|magenta tones|pink tones'],
    zh: ['洋红|粉|粉红|玫红|粉调', '洋红色|粉色|粉红色|品红色|玫红色'],
  },
];

const rowsIn = (language: 'en' | 'zh'): readonly LexiconRow[] =>
  colours.flatMap(({ band, hueDegrees, [language]: [adjectives, pixels] }): readonly LexiconRow[] => [
    [{ kind: 'colour', band, hueDegrees, pixels: false }, adjectives],
    [{ kind: 'colour', band, hueDegrees, pixels: true }, pixels],
  ]);

export const colourRows = { en: rowsIn('en'), zh: rowsIn('zh') };
