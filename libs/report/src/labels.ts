import { findTool, type Tool } from '@safelight/catalogue';
import type { CallValue, Locale, RegionName, ToolCall } from '@safelight/core';
import { matteNames } from '@safelight/intent';
import { isFields, textOfList } from '@safelight/recipe';
import { localeOf, type Words } from './words.ts';

/** `colorGradeHighlightHue` → "Color grade highlight hue"; `incrementalTemperature` is the panel's "Temperature". */
export function toolLabel(name: string, locale: Locale): string {
  const tool = findTool(name);
  if (locale === 'zh' && tool?.aliasesZh[0] !== undefined) return tool.aliasesZh[0];
  return sentence(name.replace(/^incremental/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2'));
}

const groupsEn: Readonly<Record<string, string>> = { hsl: 'HSL', 'bw-mix': 'B&W mix', hdr: 'HDR' };
const groupsZh: Readonly<Record<string, string>> = {
  basic: '基本',
  profile: '配置文件',
  'tone-curve': '色调曲线',
  hsl: '混色器',
  'bw-mix': '黑白混合',
  'color-grading': '颜色分级',
  detail: '细节',
  lens: '镜头校正',
  transform: '变换',
  crop: '裁剪',
  'point-color': '点颜色',
  'lens-blur': '镜头模糊',
  'local-adjust': '局部调整',
  'local-mask': '蒙版',
  'mask-geometry': '蒙版形状',
  retouch: '修复',
  effects: '效果',
  calibration: '校准',
};

/** Name of a panel group; groups without a Chinese name here keep the English one. */
export function groupLabel(group: string, locale: Locale): string {
  const names = locale === 'zh' ? groupsZh : groupsEn;
  return names[group] ?? groupsEn[group] ?? sentence(group.replaceAll('-', ' '));
}

/** Name of a part of the picture. */
export function regionLabel(name: RegionName, locale: Locale): string {
  return sentence(matteNames[locale][name]);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}

/** Units that the panel writes behind the number; sliders carry none. */
function unitOf(tool: Tool | undefined): string {
  const unit = tool?.unit ?? '';
  if (unit.startsWith('EV')) return '\u00a0EV';
  if (unit.startsWith('K ')) return '\u00a0K';
  if (unit.startsWith('deg')) return '°';
  if (unit.startsWith('%')) return '\u00a0%';
  return '';
}

/** The tool, and for a local one what it acts on: `Local exposure · sky`. */
export function callLabel({ tool, target }: ToolCall, locale: Locale): string {
  return target === undefined ? toolLabel(tool, locale) : `${toolLabel(tool, locale)} · ${target}`;
}

/** A value as the panel shows it: `+0.35 EV`, `−12`, `42°`. Curves are told by their points. */
export function valueLabel(name: string, value: CallValue, words: Words): string {
  const tool = findTool(name);
  if (typeof value === 'boolean') return value ? words.on : words.off;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    const choice = tool?.choices?.find((candidate) => candidate.value === value);
    if (choice !== undefined) return choice.label;
    // A plus belongs to sliders that have a minus side: a hue of 42° is no change of +42°.
    const signed = (tool?.min ?? -1) < 0;
    return number(value, Number.isInteger(value) ? 0 : 2, signed) + unitOf(tool);
  }
  if (isFields(value)) {
    return Object.entries(value)
      .map(([part, inner]) => `${toolLabel(part, localeOf(words))} ${valueLabel(part, inner, words)}`)
      .join(', ');
  }
  return textOfList(value, ' → ', ', ');
}

/** A figure with a typographic minus, and a plus where it is a change. */
export function number(value: number, digits: number, signed = false): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? '−' : signed ? '+' : ''}${text}`;
}
