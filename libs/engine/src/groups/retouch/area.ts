/** What a recipe says of healed and cloned places, in pixels of the full picture. */
import type { RetouchArea, SettingValues } from '@safelight/core';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A round of a painted place; radius in pixels. */
export interface Dab extends Point {
  readonly radius: number;
}

export type SpotShape =
  | { readonly kind: 'ellipse'; readonly centre: Point; readonly radiusX: number; readonly radiusY: number }
  | { readonly kind: 'painted'; readonly strokes: readonly (readonly Dab[])[] };

/** A place to repair. Plain data: it goes to a worker as it is. */
export interface Spot {
  readonly tool: 'retouchHeal' | 'retouchClone';
  readonly shape: SpotShape;
  /** Distance from the target to what it is repaired with, in whole pixels; null = to be found. */
  readonly offset: Point | null;
  /** 0..1. */
  readonly feather: number;
  readonly opacity: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Why an area of `recipe.retouch` leaves the picture as it is. */
export interface RetouchProblem {
  readonly area: number;
  readonly text: string;
}

/** A spot is at most as large as the picture's long edge. */
const radiusMax = 0.5;

const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const slider = (settings: SettingValues, tool: string, otherwise: number): number => {
  const value = settings[tool];
  return finite(value) ? Math.min(Math.max(value / 100, 0), 1) : otherwise;
};

function pair(value: unknown): readonly [number, number] | undefined {
  if (finite(value)) return [value, value];
  return Array.isArray(value) && value.length === 2 && finite(value[0]) && finite(value[1])
    ? [value[0], value[1]]
    : undefined;
}

/** Sizes are radii in long edges of the picture, as brushes have them: one number is a circle. */
function ellipseOf({ settings }: RetouchArea, { width, height }: PictureSize): SpotShape | undefined {
  const [position, size] = [settings['retouchPosition'], pair(settings['retouchSize'])];
  const centre = Array.isArray(position) ? pair(position) : undefined;
  if (centre === undefined || size === undefined || !(size[0] > 0 && size[1] > 0)) return undefined;
  const longEdge = Math.max(width, height);
  return {
    kind: 'ellipse',
    centre: { x: centre[0] * width, y: centre[1] * height },
    radiusX: Math.min(size[0], radiusMax) * longEdge,
    radiusY: Math.min(size[1], radiusMax) * longEdge,
  };
}

function strokesOf({ strokes }: RetouchArea, { width, height }: PictureSize): SpotShape | undefined {
  const longEdge = Math.max(width, height);
  const painted = strokes.map((stroke) => {
    const own = finite(stroke['brushRadius']) ? stroke['brushRadius'] : 0;
    const dabs = Array.isArray(stroke['brushDabs']) ? (stroke['brushDabs'] as readonly (readonly number[])[]) : [];
    return dabs
      .map(([x, y, radius = own]) => {
        return { x: x! * width, y: y! * height, radius: Math.min(radius, radiusMax) * longEdge };
      })
      .filter(({ x, y, radius }) => Number.isFinite(x + y) && radius > 0);
  });
  const strokesWithDabs = painted.filter((dabs) => dabs.length > 0);
  return strokesWithDabs.length > 0 ? { kind: 'painted', strokes: strokesWithDabs } : undefined;
}

/** The point that the source position stands for: the centre of an ellipse, the first dab of a painted place. */
const anchorOf = (shape: SpotShape): Point => (shape.kind === 'ellipse' ? shape.centre : shape.strokes[0]![0]!);

function offsetOf({ settings }: RetouchArea, shape: SpotShape, { width, height }: PictureSize): Point | null {
  const [x, y] = [settings['retouchSourceX'], settings['retouchSourceY']];
  if (settings['retouchSourceMode'] === 'sourceAutoComputed' || !finite(x) || !finite(y)) return null;
  const anchor = anchorOf(shape);
  return { x: Math.round(x * width - anchor.x), y: Math.round(y * height - anchor.y) };
}

/** Whether any of it lies in the picture. */
function isInside(shape: SpotShape, { width, height }: PictureSize): boolean {
  const touches = ({ x, y }: Point, radiusX: number, radiusY: number): boolean =>
    x + radiusX > 0 && x - radiusX < width && y + radiusY > 0 && y - radiusY < height;
  if (shape.kind === 'ellipse') return touches(shape.centre, shape.radiusX, shape.radiusY);
  return shape.strokes.some((dabs) => dabs.some((dab) => touches(dab, dab.radius, dab.radius)));
}

/** The spots of a recipe that can be seen, in order, and why the others cannot. */
export function spotsOf(
  areas: readonly RetouchArea[],
  size: PictureSize,
): { readonly spots: readonly Spot[]; readonly problems: readonly RetouchProblem[] } {
  const spots: Spot[] = [];
  const problems: RetouchProblem[] = [];
  for (const [index, area] of areas.entries()) {
    const fails = (text: string): void => void problems.push({ area: index, text });
    if (area.tool !== 'retouchHeal' && area.tool !== 'retouchClone') {
      fails(`The engine does not render ${area.tool}; it is kept in the recipe.`);
      continue;
    }
    const shape = area.strokes.length > 0 ? strokesOf(area, size) : ellipseOf(area, size);
    if (shape === undefined) {
      fails('The place needs retouchPosition and retouchSize above 0, or strokes with dabs.');
    } else if (!isInside(shape, size)) {
      fails('The place lies outside the picture. Positions are fractions of the uncropped picture.');
    } else {
      spots.push({
        tool: area.tool,
        shape,
        offset: offsetOf(area, shape, size),
        feather: slider(area.settings, 'retouchFeather', 0),
        opacity: slider(area.settings, 'retouchOpacity', 1),
      });
    }
  }
  return { spots, problems };
}

/** Why some of a recipe's places cannot be repaired in a picture of that size; they leave it as it is. */
export const retouchProblems = (areas: readonly RetouchArea[], size: PictureSize): readonly RetouchProblem[] =>
  spotsOf(areas, size).problems;
