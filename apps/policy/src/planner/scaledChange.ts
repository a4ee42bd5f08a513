import { findTool } from '@safelight/catalogue';
import type { Correction, CurvePoint, Recipe, SettingValue, SettingValues } from '@safelight/core';

/** `from` with that share of what leads to `to`: sliders, curves and the sliders of masks. 1 gives `to`. */
export function scaledChange(from: Recipe, to: Recipe, scale: number): Recipe {
  if (scale === 1) return to;
  return {
    ...to,
    settings: scaledSettings(from.settings, to.settings, scale),
    corrections: to.corrections.map((correction): Correction => {
      const before = from.corrections.find(({ id }) => id === correction.id);
      return { ...correction, settings: scaledSettings(before?.settings ?? {}, correction.settings, scale) };
    }),
  };
}

/** Settings that say where or which, not how much. */
const notScaled = /^(?:crop|orientation)|Hue$|Split$|Midpoint$|Feather$|Radius$|Blending$|Size$|Roughness$/;

function scaledSettings(from: SettingValues, to: SettingValues, scale: number): SettingValues {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const scaled = names.flatMap((name): readonly (readonly [string, SettingValue])[] => {
    const tool = findTool(name);
    const [before, after] = [from[name] ?? tool?.default, to[name] ?? tool?.default];
    if (tool === undefined || after === undefined || after === null) return [];
    if (notScaled.test(name)) return Object.hasOwn(to, name) ? [[name, after]] : [];
    const value = between(before ?? after, after, scale);
    if (typeof value !== 'number') return [[name, value]];
    const clamped = Math.max(tool.min ?? -Infinity, Math.min(tool.max ?? Infinity, value));
    return [[name, tool.type === 'int' ? Math.round(clamped) : Number(clamped.toFixed(2))]];
  });
  return Object.fromEntries(scaled.filter(([name, value]) => value !== findTool(name)!.default));
}

function between(before: SettingValue, after: SettingValue, scale: number): SettingValue {
  if (typeof before === 'number' && typeof after === 'number') return before + scale * (after - before);
  if (isCurve(after)) {
    const start = isCurve(before) ? before : straight;
    return after.map(([x, y]): CurvePoint => {
      const from = valueAt(start, x);
      return [x, Math.max(0, Math.min(255, Math.round(from + scale * (y - from))))];
    });
  }
  return after;
}

const straight: readonly CurvePoint[] = [
  [0, 0],
  [255, 255],
];

const isCurve = (value: SettingValue): value is readonly CurvePoint[] =>
  Array.isArray(value) && value.length > 0 && value.every((point) => Array.isArray(point) && point.length === 2);

function valueAt(points: readonly CurvePoint[], x: number): number {
  const above = points.findIndex(([at]) => at >= x);
  if (above === -1) return points.at(-1)![1];
  if (above === 0) return points[0]![1];
  const [[x0, y0], [x1, y1]] = [points[above - 1]!, points[above]!];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
