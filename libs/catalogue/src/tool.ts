import type { PhotoKind, SettingValue } from '@safelight/core';
import type { ListShape } from './shapes.ts';

export type ToolScope = 'global' | 'local' | 'mask';
export type ToolType = 'int' | 'float' | 'bool' | 'enum' | 'curve' | 'struct';

/**
 * Which part of a recipe holds the tool's value: the photo's settings, a swatch of point colour, a correction, a mask, a
 * stroke of a brush or a retouched area; for whole structures the list that they are entries of; `carried` when only
 * XMP can hold it.
 */
export type ToolPlace =
  'photo' | 'swatch' | 'correction' | 'mask' | 'stroke' | 'area' | 'swatches' | 'masks' | 'areas' | 'carried';

/** One step of a path into the XMP tree. */
export interface PathSegment {
  /** Namespace URI. */
  readonly uri: string;
  readonly name: string;
  /** Which items of an array are meant; absent for a plain property or field. */
  readonly select?: PathSelector;
}

export type PathSelector =
  /** Items `from` to `to`, both included, counted from 0. */
  | { readonly kind: 'index'; readonly from: number; readonly to: number }
  /** Items whose fields have one of the listed values; a field with an empty list must only be there (`pm_*` is a prefix). */
  | {
      readonly kind: 'where';
      readonly fields: readonly { readonly name: string; readonly values: readonly string[] }[];
    };

/** From a property of the `rdf:Description` (or of a mask, correction or retouch item) down to the value. */
export type CrsPath = readonly [PathSegment, ...PathSegment[]];

/** How the value is spelled in XMP. Numbers may carry an explicit plus; reading accepts every spelling. */
export type XmpForm =
  | { readonly form: 'int'; readonly signed: boolean }
  /** `decimals` is the precision; `fixed` keeps trailing zeros. */
  | { readonly form: 'decimal'; readonly signed: boolean; readonly decimals: number; readonly fixed: boolean }
  /** `True`/`False` on top level, `true`/`false` inside structures, `0`/`1` for integer flags. */
  | { readonly form: 'bool'; readonly spelling: 'title' | 'lower' | 'digit' }
  /** One of a list of names. */
  | { readonly form: 'text' }
  /** A numbered choice. */
  | { readonly form: 'code' }
  /** `rdf:Seq` of points. */
  | { readonly form: 'curve'; readonly separator: ', ' | ',' }
  /** A structure that only XMP can hold; no single value stands for it. */
  | { readonly form: 'structure' };

/** XMP value = `inverted ? 1 − ui / divisor : ui / divisor`. */
export interface XmpScale {
  readonly divisor: number;
  readonly inverted: boolean;
}

export interface Choice {
  readonly value: string | number;
  /** What the panel shows; equals the value where the file format stores the name. */
  readonly label: string;
}

/** One develop tool, one row of `tools.tsv`. Values are in panel units. */
export interface Tool {
  /** camelCase, unique; the key in a recipe's `settings`. */
  readonly name: string;
  /** Path in the catalogue's notation, e.g. `Exposure2012` or `Mask.CorrectionRangeMask.LumRange`. */
  readonly crs: string;
  /** `crs` parsed; several where one tool stands for several properties. */
  readonly paths: readonly [CrsPath, ...CrsPath[]];
  readonly group: string;
  readonly scope: ToolScope;
  readonly type: ToolType;
  /** Range of a number, both ends included; absent for other types. */
  readonly min?: number;
  readonly max?: number;
  /**
   * The value at which the tool stands when nothing is set. A word such as `as-shot` where only the file or the host
   * knows the number; the word is then a valid value too and means "back to that". Null for structures and for parts
   * of a mask that have no neutral value.
   */
  readonly default: SettingValue | null;
  /** The default on files that are not raw, where it differs. */
  readonly renderedDefault?: number;
  /** Unit as the catalogue words it. */
  readonly unit: string;
  /** Smallest useful change. */
  readonly step?: number;
  readonly choices?: readonly Choice[];
  /** True when names outside `choices` are allowed. */
  readonly open?: boolean;
  readonly whatItDoes: string;
  readonly aliasesEn: readonly string[];
  readonly aliasesZh: readonly string[];
  /** Only on photos of this kind; absent = on both. */
  readonly photoKind?: PhotoKind;
  readonly xmp: XmpForm;
  readonly scale: XmpScale;
  readonly place: ToolPlace;
  /** True when a recipe's `settings` can hold the tool: `place` is the photo. */
  readonly setting: boolean;
  /** What a value that is a list looks like; absent for all others and for curves. */
  readonly shape?: ListShape;
  /** For a structure that a call can fill in, the tools that may stand in it. */
  readonly fields?: readonly string[];
}

export const crsUri = 'http://ns.adobe.com/camera-raw-settings/1.0/';
export const tiffUri = 'http://ns.adobe.com/tiff/1.0/';

/** Points a tone curve can have. */
export const curvePointsMax = 16;
/** Length of a name in an open list, in UTF-16 units. */
export const openNameLengthMax = 200;
