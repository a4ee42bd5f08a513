import { metricAt } from '@safelight/measure';
import type { CallValue, Measurement, ToolCall } from '@safelight/core';
import { isFields, textOfList } from '@safelight/recipe';

/** `exposure +0.35`, `localExposure of sky -0.5`. */
export function formatCall({ tool, value, target }: ToolCall): string {
  return `${tool}${target === undefined ? '' : ` of ${target}`} ${formatValue(value)}`;
}

/** `+0.35`, `-12`, `on`, `0,6 70,62 …`, `{radialFeather +60}`: a value as a panel would show it. */
export function formatValue(value: CallValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value > 0 ? `+${value}` : String(value);
  if (isFields(value))
    return `{${Object.entries(value)
      .map(([name, part]) => `${name} ${formatValue(part)}`)
      .join(' ')}}`;
  return textOfList(value, ',', ' ');
}

const shown: readonly (readonly [label: string, path: string, scale: number, unit: string])[] = [
  ['lightness', 'lightness.p50', 1, ''],
  ['shadows', 'lightness.p05', 1, ''],
  ['contrast', 'lightness.deviation', 1, ''],
  ['warmth', 'cast.b', 1, ''],
  ['chroma', 'chroma.mean', 1, ''],
  ['clipped', 'clipping.highlights', 100, ' %'],
];

/** The figures that moved visibly between two measurements, as `warmth 3.1 → 8.9`. */
export function formatChanges(before: Measurement, after: Measurement): string {
  const changes = shown.flatMap(([label, path, scale, unit]) => {
    const from = (metricAt(before, path) * scale).toFixed(1);
    const to = (metricAt(after, path) * scale).toFixed(1);
    return from === to ? [] : [`${label} ${from} → ${to}${unit}`];
  });
  return changes.length === 0 ? 'nothing measurable changed' : changes.join('   ');
}
