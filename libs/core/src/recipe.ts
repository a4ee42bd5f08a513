/** The nouns of an edit: settings, recipe, tool call. Their rules live in `libs/recipe`. */

/** Name of a tool of the catalogue, such as `exposure` or `toneCurveRed`. */
export type ToolName = string;

/** A point of a tone curve; x and y on the 0..255 axis. */
export type CurvePoint = readonly [x: number, y: number];

/**
 * The value of one setting in panel units (the units that Lightroom's panel shows, see `libs/catalogue`).
 * Scalars are numbers, flags booleans, named choices strings, curves lists of points with strictly rising x.
 * Numbered enumerations of the file format (vignette style, orientation) are numbers. Ranges and positions are lists of
 * numbers; dabs of a brush, sampled colours and polygons lists of such lists.
 */
export type SettingValue = number | boolean | string | readonly number[] | readonly (readonly number[])[];

/** Values by tool; a tool that is absent stands at its default. */
export type SettingValues = Readonly<Record<ToolName, SettingValue>>;

/** An XMP property that Safelight does not own: kept as it was read and written back. */
export interface ForeignProperty {
  /** Namespace URI. */
  readonly uri: string;
  /** Local name. */
  readonly name: string;
  /** The whole property as a standalone XML element, namespaces declared on it. */
  readonly xml: string;
}

/**
 * One component of a correction's selection. Geometry is in fractions of the uncropped picture in stored orientation.
 * Components combine in order by `maskCombine` (add, subtract, intersect), after each one's own `maskInvert`.
 */
export interface Mask {
  /** 32 upper-case hexadecimal digits, unique in the recipe. */
  readonly id: string;
  /** A tool of the catalogue's group `local-mask`, such as `maskSky`. */
  readonly tool: ToolName;
  /** Shown in the panel; may be empty. */
  readonly name: string;
  /** Tools of the group `mask-geometry`. */
  readonly settings: SettingValues;
  /** Strokes of `maskBrush` in order (tools `brush…`); empty for every other tool. */
  readonly strokes: readonly SettingValues[];
  readonly foreign: readonly ForeignProperty[];
}

/** Local adjustments and where they act: one mask of Lightroom's panel. */
export interface Correction {
  /** 32 upper-case hexadecimal digits, unique in the recipe. */
  readonly id: string;
  /** Shown in the panel; tool calls name a correction by it. */
  readonly name: string;
  /** Tools of the group `local-adjust`, `localAmount` and `localActive` among them. */
  readonly settings: SettingValues;
  /** Swatches of `localPointColor`. */
  readonly pointColors: readonly SettingValues[];
  readonly masks: readonly Mask[];
  readonly foreign: readonly ForeignProperty[];
}

/** A healed or cloned place. */
export interface RetouchArea {
  /** `retouchHeal` or `retouchClone`. */
  readonly tool: ToolName;
  /** Tools `retouch…`; a painted area has strokes instead of position and size. */
  readonly settings: SettingValues;
  readonly strokes: readonly SettingValues[];
  readonly foreign: readonly ForeignProperty[];
}

/** The whole edit state of a photo. An immutable value; a setting that is absent stands at its default. */
export interface Recipe {
  /** Version of this JSON shape. */
  readonly schema: 2;
  readonly settings: SettingValues;
  /** Swatches of point colour in order, at most 8: tools `pointColor…`. */
  readonly pointColors: readonly SettingValues[];
  /** Local corrections in the panel's order; they add up. */
  readonly corrections: readonly Correction[];
  /** Healed and cloned places in the order in which they are applied. */
  readonly retouch: readonly RetouchArea[];
  /** Properties of an imported XMP that the recipe does not own. */
  readonly foreign: readonly ForeignProperty[];
}

/**
 * What a call sets: the value of a slider, or, for tools that stand for a structure (`maskSky`, `pointColor`,
 * `retouchHeal`), its fields by tool.
 */
export type CallValue = SettingValue | SettingValues;

/** One tool with its value: "set exposure to +0.7". Values are absolute, never relative to the current recipe. */
export interface ToolCall {
  readonly tool: ToolName;
  readonly value: CallValue;
  /**
   * Which correction (by name or id), swatch or retouched place (by number from 1) a local tool acts on; a new name makes
   * a new correction. Absent for tools of the whole photo.
   */
  readonly target?: string;
}

/** What kind of file the photo is; it decides which white balance pair applies. */
export type PhotoKind = 'rendered' | 'raw';

export const emptyRecipe: Recipe = Object.freeze({
  schema: 2,
  settings: Object.freeze({}),
  pointColors: Object.freeze([]),
  corrections: Object.freeze([]),
  retouch: Object.freeze([]),
  foreign: Object.freeze([]),
});
