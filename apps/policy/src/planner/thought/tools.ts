import type { Locale, ToolCall } from '@safelight/core';
import { findTool } from '@safelight/catalogue';

/** Settings that a thought tells as one thing: what they are, and the numbers of those that say how much. */
export interface ToldSetting {
  readonly name: string;
  readonly value: number | null;
}

/** What is set on the whole photo and, by the name of the correction, through masks. */
export interface Told {
  readonly whole: readonly ToldSetting[];
  readonly local: readonly { readonly target: string; readonly settings: readonly ToldSetting[] }[];
}

/** Calls that are told as one, by pattern, and those that go without saying (null). */
const groups: readonly (readonly [pattern: RegExp, names: Readonly<Record<Locale, string>> | null])[] = [
  [/^(?:mask|crop)|^(?:vignette|grain)(?!Amount)|Splits?$|^parametric(?!Lights)|^whiteBalance$|^sharpenMasking$/, null],
  [/^colorNoiseReduction$|^lensBlur(?!Amount)|Blending$/, null],
  [/^colorGrade|^localColorGrade/, { en: 'colour in the tones', zh: '影调着色' }],
  [/^hue[A-Z]/, { en: 'turned hues', zh: '色相偏移' }],
  [
    /^(?:saturation|luminance)(?:Red|Orange|Yellow|Green|Aqua|Blue|Purple|Magenta)$/,
    { en: 'single colours', zh: '单色调整' },
  ],
  [/^grayMixer/, { en: 'how each hue turns grey', zh: '各色的灰度混合' }],
  [/^orientation$/, { en: 'the orientation', zh: '画面方向' }],
  [/Curve$/, { en: 'the tone curve', zh: '色调曲线' }],
];

const names: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    exposure: 'exposure',
    contrast: 'contrast',
    highlights: 'highlights',
    shadows: 'shadows',
    whites: 'whites',
    blacks: 'blacks',
    temperature: 'temperature',
    tint: 'tint',
    incrementalTemperature: 'temperature',
    incrementalTint: 'tint',
    saturation: 'saturation',
    vibrance: 'vibrance',
    clarity: 'clarity',
    texture: 'texture',
    dehaze: 'dehaze',
    sharpness: 'sharpening',
    luminanceNoiseReduction: 'noise reduction',
    lensBlurAmount: 'lens blur',
    vignetteAmount: 'vignette',
    grainAmount: 'grain',
    convertToGrayscale: 'black and white',
    parametricLights: 'contrast about the median',
    localNoise: 'noise reduction',
    localSharpness: 'sharpness',
  },
  zh: {
    exposure: '曝光',
    contrast: '对比度',
    highlights: '高光',
    shadows: '阴影',
    whites: '白色色阶',
    blacks: '黑色色阶',
    temperature: '色温',
    tint: '色调',
    incrementalTemperature: '色温',
    incrementalTint: '色调',
    saturation: '饱和度',
    vibrance: '自然饱和度',
    clarity: '清晰度',
    texture: '纹理',
    dehaze: '去朦胧',
    sharpness: '锐化',
    luminanceNoiseReduction: '降噪',
    lensBlurAmount: '镜头模糊',
    vignetteAmount: '暗角',
    grainAmount: '颗粒',
    convertToGrayscale: '黑白',
    parametricLights: '中位反差曲线',
    localNoise: '降噪',
    localSharpness: '锐度',
  },
};

function nameOf(tool: string, locale: Locale): string {
  const known = names[locale];
  const bare = tool.startsWith('local') ? tool.slice(5, 6).toLowerCase() + tool.slice(6) : tool;
  const { aliasesEn = [], aliasesZh = [] } = findTool(tool) ?? {};
  return known[tool] ?? known[bare] ?? (locale === 'zh' ? aliasesZh[0] : aliasesEn[0]) ?? tool;
}

function toldSettings(calls: readonly ToolCall[], locale: Locale): readonly ToldSetting[] {
  const told = new Map<string, ToldSetting>();
  for (const { tool, value } of calls) {
    const group = groups.find(([pattern]) => pattern.test(tool));
    if (group !== undefined && group[1] === null) continue;
    const name = group?.[1]?.[locale] ?? nameOf(tool, locale);
    const number = group === undefined && typeof value === 'number' ? value : null;
    told.set(name, { name, value: number });
  }
  return [...told.values()];
}

export function tellCalls(calls: readonly ToolCall[], locale: Locale): Told {
  const targets = [...new Set(calls.flatMap(({ target }) => target ?? []))];
  return {
    whole: toldSettings(
      calls.filter(({ target }) => target === undefined),
      locale,
    ),
    local: targets
      .map((target) => ({
        target,
        settings: toldSettings(
          calls.filter((call) => call.target === target),
          locale,
        ),
      }))
      .filter(({ settings }) => settings.length > 0),
  };
}

/** What tells that a frame is cropped; told by itself where that changes. */
export const isCropEdge = (tool: string): boolean => /^crop(?:Left|Top|Right|Bottom|Angle)$/.test(tool);

/** A number with its sign, as one says it. */
export function signed(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1).replace(/0$/, '');
  return value > 0 ? `+${text}` : text.replace('-', '−');
}

/** A measured figure: shares in per cent, small numbers with two decimals. */
export function figure(metric: string, value: number, percent: (share: number) => string): string {
  if (/clipping|haze|banding|share$/.test(metric)) return percent(value);
  return Math.abs(value) < 1 ? value.toFixed(2) : value.toFixed(1);
}
