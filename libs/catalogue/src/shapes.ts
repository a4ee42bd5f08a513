/** Values that are lists, structures that a call can fill in, and where in a recipe each tool's value lives. */
import { limits } from '@safelight/core';
import type { ToolPlace, ToolType } from './tool.ts';

/** One number of a list. */
export interface Column {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** A list of numbers: its columns in order, of which the first `required` must be there. */
export interface RowShape {
  readonly columns: readonly Column[];
  readonly required: number;
  /** True when no number may be less than the one before it. */
  readonly rising?: boolean;
  /** Digits after the point that XMP keeps; 0 = whole numbers. */
  readonly decimals: number;
}

/** A list of numbers (`row`), or a list of such lists. */
export type ListShape =
  | { readonly kind: 'row'; readonly row: RowShape }
  | { readonly kind: 'rows'; readonly row: RowShape; readonly rowsMin: number; readonly rowsMax: number };

/** Positions are fractions of the uncropped picture and may lie off it. */
const place = { min: -10, max: 10 } as const;
const share = { min: 0, max: 1 } as const;

const columns = (names: string, range: { readonly min: number; readonly max: number }): readonly Column[] =>
  names.split(' ').map((name) => ({ name, ...range }));
const row = (list: readonly Column[], more: Partial<RowShape> = {}): RowShape => {
  return { columns: list, required: list.length, decimals: 6, ...more };
};
const one = (shape: RowShape): ListShape => ({ kind: 'row', row: shape });
const many = (shape: RowShape, rowsMin: number, rowsMax: number): ListShape => {
  return { kind: 'rows', row: shape, rowsMin, rowsMax };
};

const bounds = (range: { readonly min: number; readonly max: number }, decimals = 6): ListShape =>
  one(row(columns('lowerNone lowerFull upperFull upperNone', range), { rising: true, decimals }));

/** Dabs give radius and flow only where they differ from the stroke's. */
const dab = row([...columns('x y', place), { name: 'radius', min: 0, max: 1 }, { name: 'flow', min: 0, max: 1 }], {
  required: 2,
});
const personsMax = 16;
const gesturePointsMax = 1_000;

const listShapes: Readonly<Record<string, ListShape>> = {
  uprightGuides: many(row(columns('x1 y1 x2 y2', place)), 0, 4),
  // Windows around a dark or bright sample reach past 0 and 1.
  pointColorHueRange: bounds({ min: -1, max: 2 }),
  pointColorSaturationRange: bounds({ min: -1, max: 2 }),
  pointColorLuminanceRange: bounds({ min: -1, max: 2 }),
  lensBlurFocalRange: bounds({ min: -100, max: 200 }, 0),
  brushDabs: many(dab, 1, limits.brushDabsPerRecipeMax),
  luminanceRangeBounds: bounds(share),
  colorRangeSamples: many(row(columns('a b c d e f', { min: -1_000, max: 1_000 })), 1, 5),
  colorRangeArea: many(row(columns('left top right bottom', place)), 1, 5),
  depthRangeBounds: one(row(columns('nearest farthest feather', share))),
  aiReferencePoint: one(row(columns('x y', place))),
  objectGesture: many(row(columns('x y', place)), 2, gesturePointsMax),
  personInstance: one(
    row(
      Array.from({ length: personsMax }, () => ({ name: 'person', min: 0, max: 1_000 })),
      { required: 1, decimals: 0 },
    ),
  ),
  retouchPosition: one(row(columns('x y', place))),
  retouchSize: one(row(columns('x y', share))),
};

const swatchFields = [
  'pointColorSourceHue',
  'pointColorSourceSaturation',
  'pointColorSourceLuminance',
  'pointColorHueShift',
  'pointColorSaturationShift',
  'pointColorLuminanceShift',
  'pointColorRange',
  'pointColorHueRange',
  'pointColorSaturationRange',
  'pointColorLuminanceRange',
  'pointColorVariance',
];
const strokeFields = ['brushRadius', 'brushFlow', 'brushFeather', 'brushDensity', 'brushDabs'];
const retouchFields = [
  'retouchSize',
  'retouchPosition',
  'retouchSourceX',
  'retouchSourceY',
  'retouchSourceMode',
  'retouchFeather',
  'retouchOpacity',
];
const everyMask = ['maskCombine', 'maskInvert', 'maskActive'];

/** Geometry of the masks that are no perceptual ones. */
const maskFields: Readonly<Record<string, readonly string[]>> = {
  maskLinearGradient: ['linearZeroX', 'linearZeroY', 'linearFullX', 'linearFullY'],
  maskLinearGradientBidirectional: [
    'linearZeroX',
    'linearZeroY',
    'linearZero2X',
    'linearZero2Y',
    'linearFullPointDistance',
  ],
  maskRadialGradient: [
    'radialTop',
    'radialLeft',
    'radialBottom',
    'radialRight',
    'radialAngle',
    'radialFeather',
    'radialRoundness',
    'radialMidpoint',
  ],
  maskBrush: [],
  maskLuminanceRange: ['luminanceRangeBounds', 'rangeInvert'],
  maskColorRange: ['colorRangeRefine', 'colorRangeSamples', 'colorRangeArea', 'rangeInvert'],
  maskDepthRange: ['depthRangeBounds', 'rangeInvert'],
  maskObject: ['aiReferencePoint', 'objectGesture'],
};

/** What only Adobe can compute, what belongs to that, and what has no described layout: kept in XMP as it is. */
const carried = new Set([
  'look',
  'lookAmount',
  'aiLook',
  'lensProfileName',
  'isoAdaptiveNoise',
  'aiDenoise',
  'rawDetails',
  'superResolution',
  'lensBlurDepthBrush',
  'redEye',
  'petEye',
]);

export interface Structure {
  readonly place: ToolPlace;
  readonly shape?: ListShape;
  readonly fields?: readonly string[];
}

/** What the recipe makes of a tool. Throws for a structure that nobody has decided about. */
export function structureOf(name: string, group: string, type: ToolType): Structure {
  const shape = listShapes[name];
  if (carried.has(name)) return { place: 'carried' };
  const fields = fieldsOf(name, group);
  if (fields !== undefined) return { place: placeOfStructure[group] ?? 'carried', fields };
  if (type === 'struct' && shape === undefined) throw new Error('the structure has neither a shape nor fields');
  return { place: placeOf(name, group), ...(shape !== undefined && { shape }) };
}

const placeOfStructure: Readonly<Record<string, ToolPlace>> = {
  'point-color': 'swatches',
  'local-adjust': 'swatches',
  'local-mask': 'masks',
  retouch: 'areas',
};

function fieldsOf(name: string, group: string): readonly string[] | undefined {
  if (name === 'pointColor' || name === 'localPointColor') return swatchFields;
  if (group === 'retouch' && /^retouch(?:Heal|Clone|ContentAware)$|^removeGenerative$/.test(name)) {
    return [...retouchFields, ...strokeFields];
  }
  if (group !== 'local-mask') return undefined;
  if (name === 'maskBrush') return [...everyMask, ...strokeFields];
  return [...everyMask, ...(maskFields[name] ?? ['aiReferencePoint', 'personInstance'])];
}

function placeOf(name: string, group: string): ToolPlace {
  switch (group) {
    case 'point-color':
      return 'swatch';
    case 'local-adjust':
      return 'correction';
    case 'mask-geometry':
      return strokeFields.includes(name) ? 'stroke' : 'mask';
    case 'retouch':
      return 'area';
    default:
      return 'photo';
  }
}
