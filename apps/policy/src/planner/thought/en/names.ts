import { figure as figureOf } from '../tools.ts';
import { splitMetric } from '../regions.ts';

const figures: Readonly<Record<string, string>> = {
  'lightness.mean': 'mean lightness',
  'lightness.p01': 'blacks',
  'lightness.p05': 'deep shadows',
  'lightness.p25': 'shadows',
  'lightness.p50': 'median lightness',
  'lightness.p95': 'highlights',
  'lightness.deviation': 'contrast',
  'cast.a': 'green to magenta balance',
  'cast.b': 'warmth',
  'chroma.mean': 'colourfulness',
  'chroma.p95': 'strongest colours',
  'clipping.highlights': 'clipped highlights',
  'clipping.shadows': 'clipped shadows',
  detail: 'fine contrast',
  noise: 'noise',
  haze: 'haze',
  banding: 'banding',
};

export function nameOf(metric: string): string {
  const { part, figure } = splitMetric(metric, 'en');
  const name = figures[figure] ?? figure;
  if (part === null) return `the ${name}`;
  if (part.kind === 'cell') return `the ${name} ${part.name}`;
  return `the ${name} of the ${part.name}`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const figure = (metric: string, value: number): string => figureOf(metric, value, percent);

export function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

export const quoted = (parts: readonly string[]): string => list(parts.map((part) => `“${part}”`));
