import { splitMetric } from '../regions.ts';
import { figure as figureOf } from '../tools.ts';

const figures: Readonly<Record<string, string>> = {
  'lightness.mean': '平均亮度',
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
  'clipping.highlights': '高光溢出',
  'clipping.shadows': '暗部死黑',
  detail: '细节反差',
  noise: '噪点',
  haze: '雾气',
  banding: '色带',
};

export function nameOf(metric: string): string {
  const { part, figure } = splitMetric(metric, 'zh');
  const name = figures[figure] ?? figure;
  return part === null ? name : `${part.name}的${name}`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
export const figure = (metric: string, value: number): string => figureOf(metric, value, percent);
export const list = (items: readonly string[]): string => items.join('、');
export const quoted = (parts: readonly string[]): string => list(parts.map((part) => `“${part}”`));
