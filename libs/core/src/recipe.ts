/** The nouns of an edit: settings, recipe, tool call. Their rules live in `libs/recipe`. */

/** Name of a tool of the catalogue, such as `exposure` or `toneCurveRed`. */
export type ToolName = string;

/** A point of a tone curve; x and y on the 0..255 axis. */
export type CurvePoint = readonly [x: number, y: number];

/**
 * The value of one setting in panel units (the units that Lightroom's panel shows, see `libs/catalogue`).
 * Scalars are numbers, flags booleans, named choices strings, curves lists of points with strictly rising x.
 * Numbered enumerations of the file format (vignette style, orientation) are numbers.
 */
export type SettingValue = number | boolean | string | readonly CurvePoint[];

/** An XMP property that Safelight does not own: kept as it was read and written back. */
export interface ForeignProperty {
  /** Namespace URI. */
  readonly uri: string;
  /** Local name. */
  readonly name: string;
  /** The whole property as a standalone XML element, namespaces declared on it. */
  readonly xml: string;
}

/** The whole edit state of a photo. An immutable value; a setting that is absent stands at its default. */
export interface Recipe {
  /** Version of this JSON shape. */
  readonly schema: 1;
  readonly settings: Readonly<Record<ToolName, SettingValue>>;
  /** Properties of an imported XMP that are not settings of the catalogue. */
  readonly foreign: readonly ForeignProperty[];
}

/** One tool with its value: "set exposure to +0.7". Values are absolute, never relative to the current recipe. */
export interface ToolCall {
  readonly tool: ToolName;
  readonly value: SettingValue;
}

/** What kind of file the photo is; it decides which white balance pair applies. */
export type PhotoKind = 'rendered' | 'raw';

export const emptyRecipe: Recipe = Object.freeze({
  schema: 1,
  settings: Object.freeze({}),
  foreign: Object.freeze([]),
});
