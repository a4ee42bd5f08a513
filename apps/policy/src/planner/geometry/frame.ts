import {
  isTurned,
  shownOf,
  type Observation,
  type Orientation,
  type Recipe,
  type SettingValues,
} from '@safelight/core';
import type { Place } from '@safelight/intent';

/** The uncropped photo as it is stored, and how it is shown. Only its shape counts, so a proxy's size will do. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
}

export type Point = readonly [x: number, y: number];

/** A point of the picture as shown, 0..1, in the stored picture. */
export function toStored([x, y]: Point, orientation: Orientation): Point {
  const [a, b, c, d] = shownOf[orientation];
  // Turns and mirror images are undone by their transpose.
  return [0.5 + a * (x - 0.5) + c * (y - 0.5), 0.5 + b * (x - 0.5) + d * (y - 0.5)];
}

/** What the picture that was seen tells of the whole photo; the recipe's own orientation wins over the file's. */
export function frameOf({ scene, image, recipe }: Observation): Frame {
  const own = recipe.settings['orientation'];
  const orientation = typeof own === 'number' ? (own as Orientation) : (scene?.orientation ?? 1);
  const [width, height] = isTurned(orientation) ? [image.height, image.width] : [image.width, image.height];
  return { ...uncropped(recipe, width, height), orientation };
}

/** Size of the whole photo whose crop has this size. Edges that were never set keep the photo's own aspect. */
function uncropped({ settings }: Recipe, width: number, height: number): { width: number; height: number } {
  const number = (tool: string, otherwise: number): number => {
    const value = settings[tool];
    return typeof value === 'number' ? value : otherwise;
  };
  const [left, top] = [number('cropLeft', 0), number('cropTop', 0)];
  const [right, bottom] = [number('cropRight', 1), number('cropBottom', 1)];
  if (left === 0 && top === 0 && right === 1 && bottom === 1) return { width, height };
  const angle = (number('cropAngle', 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // (Left, Top) and (Right, Bottom) are opposite corners of the turned rectangle.
  return {
    width: (cos * width - sin * height) / (right - left),
    height: (sin * width + cos * height) / (bottom - top),
  };
}

/** Ends of the gradient of each side as shown: full effect at the first, none at the second. */
const sides: Partial<Record<Place, readonly [full: Point, none: Point]>> = {
  left: [
    [0.12, 0.5],
    [0.62, 0.5],
  ],
  right: [
    [0.88, 0.5],
    [0.38, 0.5],
  ],
  top: [
    [0.5, 0.12],
    [0.5, 0.62],
  ],
  bottom: [
    [0.5, 0.88],
    [0.5, 0.38],
  ],
  foreground: [
    [0.5, 0.92],
    [0.5, 0.52],
  ],
};

/** The ellipse of the middle; the edges are what lies outside it. */
const middle = { top: 0.14, left: 0.14, bottom: 0.86, right: 0.86 } as const;

/** A place of the picture as a gradient, in stored orientation. */
export function gradientOf(place: Place, { orientation }: Frame): { tool: string; settings: SettingValues } {
  const side = sides[place];
  if (side !== undefined) {
    const [[fullX, fullY], [noneX, noneY]] = side.map((point) => toStored(point, orientation)) as [Point, Point];
    const settings = { linearFullX: fullX, linearFullY: fullY, linearZeroX: noneX, linearZeroY: noneY };
    return { tool: 'maskLinearGradient', settings: rounded(settings) };
  }
  const ellipse = {
    radialTop: middle.top,
    radialLeft: middle.left,
    radialBottom: middle.bottom,
    radialRight: middle.right,
    radialFeather: 70,
  };
  return { tool: 'maskRadialGradient', settings: place === 'edges' ? { ...ellipse, maskInvert: true } : ellipse };
}

const rounded = (settings: Readonly<Record<string, number>>): SettingValues =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, Number(value.toFixed(6))]));
