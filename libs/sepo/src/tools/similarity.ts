/** S_k, how near a parameter's value is to the target's, 0 .. 1 (JarvisArt §3.4). */
import { findTool } from '@safelight/catalogue';
import type { CallValue, SettingValue } from '@safelight/core';

type Fields = Readonly<Record<string, SettingValue>>;

const isFields = (value: CallValue): value is Fields => typeof value === 'object' && !Array.isArray(value);
const clamp = (value: number): number => Math.max(0, Math.min(1, value));

/** `tool` is the parameter's; a value of another kind than the target's is not near at all. */
export function similarity(tool: string, value: CallValue, target: CallValue): number {
  if (typeof value === 'number' && typeof target === 'number') return scalar(tool, value, target);
  if (isFields(value) && isFields(target)) return structure(tool, value, target);
  if (Array.isArray(value) && Array.isArray(target)) return list(value, target);
  return value === target ? 1 : 0;
}

/** max(0, 1 − |v − v*| ÷ (V_max − V_min)), by the catalogue's range. */
function scalar(tool: string, value: number, target: number): number {
  const { min = -1, max = 1 } = findTool(tool) ?? {};
  const range = (max ?? 1) - (min ?? -1);
  return range > 0 ? clamp(1 - Math.abs(value - target) / range) : value === target ? 1 : 0;
}

const masks: Readonly<Record<string, (value: Fields, target: Fields) => number>> = {
  maskLinearGradient: (value, target) =>
    clamp(
      1 - distance(value, target, 'linearZeroX', 'linearZeroY') - distance(value, target, 'linearFullX', 'linearFullY'),
    ),
  maskRadialGradient: radial,
  maskObject: (value, target) => overlap(boxOf(value['objectGesture']), boxOf(target['objectGesture'])),
  maskLuminanceRange: (value, target) => range(value['luminanceRangeBounds'], target['luminanceRangeBounds']),
};

/** A mask that is found by looking has no geometry: being there is all there is to agree on. */
function structure(tool: string, value: Fields, target: Fields): number {
  const known = Object.hasOwn(masks, tool) ? masks[tool] : undefined;
  if (known !== undefined) return known(value, target);
  const keys = Object.keys(target);
  if (keys.length === 0) return 1;
  const near = (key: string): number => (value[key] === undefined ? 0 : similarity(key, value[key], target[key]!));
  return keys.reduce((sum, key) => sum + near(key), 0) / keys.length;
}

const at = (fields: Fields, name: string): number => {
  const own = fields[name] ?? findTool(name)?.default;
  return typeof own === 'number' ? own : 0;
};

function distance(value: Fields, target: Fields, x: string, y: string): number {
  return Math.hypot(at(value, x) - at(target, x), at(value, y) - at(target, y));
}

const turnDegrees = 360;

/** 0.4·max(0, 1 − 2‖Δc‖) + 0.4·max(0, 1 − |W/W* − 1| − |H/H* − 1|) + 0.2·max(0, 1 − |Δθ| ÷ range). */
function radial(value: Fields, target: Fields): number {
  const shape = (fields: Fields) => ({
    x: (at(fields, 'radialLeft') + at(fields, 'radialRight')) / 2,
    y: (at(fields, 'radialTop') + at(fields, 'radialBottom')) / 2,
    width: at(fields, 'radialRight') - at(fields, 'radialLeft'),
    height: at(fields, 'radialBottom') - at(fields, 'radialTop'),
    angle: at(fields, 'radialAngle'),
  });
  const [own, other] = [shape(value), shape(target)];
  const ratio = (a: number, b: number): number => (b === 0 ? (a === 0 ? 0 : 1) : Math.abs(a / b - 1));
  const centre = clamp(1 - 2 * Math.hypot(own.x - other.x, own.y - other.y));
  const size = clamp(1 - ratio(own.width, other.width) - ratio(own.height, other.height));
  const angle = clamp(1 - Math.abs(own.angle - other.angle) / turnDegrees);
  return 0.4 * centre + 0.4 * size + 0.2 * angle;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

function boxOf(points: SettingValue | undefined): Box | null {
  if (!Array.isArray(points) || points.length === 0 || !points.every(Array.isArray)) return null;
  const rows = points as readonly (readonly number[])[];
  const [xs, ys] = [rows.map(([x = 0]) => x), rows.map(([, y = 0]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Intersection over union. */
function overlap(one: Box | null, other: Box | null): number {
  if (one === null || other === null) return 0;
  const area = ([left, top, right, bottom]: Box): number => Math.max(0, right - left) * Math.max(0, bottom - top);
  const both = area([
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ]);
  const either = area(one) + area(other) - both;
  return either === 0 ? 0 : both / either;
}

/** max(0, 1 − (|Δl_min| + |Δl_max|) ÷ (2·(l*_max − l*_min))), between the bounds that select fully. */
function range(value: SettingValue | undefined, target: SettingValue | undefined): number {
  if (!Array.isArray(value) || !Array.isArray(target)) return 0;
  const [own, other] = [value as readonly number[], target as readonly number[]];
  const width = 2 * (other[2]! - other[1]!);
  const off = Math.abs(own[1]! - other[1]!) + Math.abs(own[2]! - other[2]!);
  return width > 0 ? clamp(1 - off / width) : off === 0 ? 1 : 0;
}

/** Curves by their distance over the range of inputs; other lists are near only when they are equal. */
function list(value: readonly unknown[], target: readonly unknown[]): number {
  const points = (rows: readonly unknown[]): rows is readonly (readonly [number, number])[] =>
    rows.length >= 2 && rows.every((row) => Array.isArray(row) && row.length === 2 && row.every(Number.isFinite));
  if (!points(value) || !points(target)) return JSON.stringify(value) === JSON.stringify(target) ? 1 : 0;
  let sum = 0;
  for (let code = 0; code < curveCodes; code++) sum += Math.abs(heightAt(value, code) - heightAt(target, code));
  return clamp(1 - sum / curveCodes / (curveCodes - 1));
}

const curveCodes = 256;

function heightAt(points: readonly (readonly [number, number])[], x: number): number {
  const next = points.findIndex(([at]) => at >= x);
  if (next === -1) return points.at(-1)![1];
  const [right, high] = points[next]!;
  if (next === 0 || right === x) return high;
  const [left, low] = points[next - 1]!;
  return low + ((high - low) * (x - left)) / (right - left);
}
