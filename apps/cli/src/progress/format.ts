import { metricAt } from '@safelight/measure';
import type { CallValue, Measurement, Observation, TokenUsage, ToolCall } from '@safelight/core';
import { isFields, textOfList } from '@safelight/recipe';
import type { ProgressWords } from './words.ts';
import { say } from './words.ts';

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

type FigureWord = 'lightness' | 'shadows' | 'contrast' | 'warmth' | 'chroma' | 'clipped';

const shown: readonly (readonly [label: FigureWord, path: string, scale: number, unit: string])[] = [
  ['lightness', 'lightness.p50', 1, ''],
  ['shadows', 'lightness.p05', 1, ''],
  ['contrast', 'lightness.deviation', 1, ''],
  ['warmth', 'cast.b', 1, ''],
  ['chroma', 'chroma.mean', 1, ''],
  ['clipped', 'clipping.highlights', 100, ' %'],
];

/** The figures that moved visibly between two measurements, as `warmth 3.1 → 8.9`. */
export function formatChanges(before: Measurement, after: Measurement, words: ProgressWords): string {
  const changes = shown.flatMap(([label, path, scale, unit]) => {
    const from = (metricAt(before, path) * scale).toFixed(1);
    const to = (metricAt(after, path) * scale).toFixed(1);
    return from === to ? [] : [`${words[label]} ${from} → ${to}${unit}`];
  });
  return changes.length === 0 ? words.unchanged : changes.join('   ');
}

/** `sky 32 %   face not found   tilt 1.2°`: what was found of what was asked for. */
export function formatLook({ regions, scene }: Observation, words: ProgressWords): string {
  const parts = regions.map(({ name, share }) =>
    share === 0 ? `${name} ${words.notFound}` : `${name} ${percent(share)}`,
  );
  if (scene === null) return parts.join('   ');
  const { tilt, faces } = scene;
  const found = faces === 1 ? words.face : say(words.faces, faces);
  return [...parts, say(words.tilt, tilt.degrees.toFixed(1)), found].join('   ');
}

function percent(share: number): string {
  return share < 0.01 ? '< 1 %' : `${Math.round(100 * share)} %`;
}

/** `1,240 tokens read, 310 written, $0.0031`; empty where no model was asked. */
export function formatUsage(
  { promptTokens, completionTokens, costMicroUsd }: TokenUsage,
  words: ProgressWords,
): string {
  if (promptTokens + completionTokens === 0) return '';
  const tokens = say(words.tokens, promptTokens.toLocaleString('en'), completionTokens.toLocaleString('en'));
  return costMicroUsd === 0 ? tokens : `${tokens}, $${(costMicroUsd / 1e6).toFixed(4)}`;
}
