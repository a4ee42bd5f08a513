import { findTool, type Tool } from '@safelight/catalogue';
import type { HueBand } from '@safelight/core';
import type { Axis, Region } from '../intent.ts';
import type { Sign } from '../lexicon/meaning.ts';
import type { Collected, Figure } from './collected.ts';
import type { Item, NamedRegions, Statement } from './reading.ts';
import { placesAt } from './where.ts';

/** Below this a temperature is a relative slider value, above it is in kelvin. */
const kelvinMin = 1_000;
/** "Brighten by 0.5" is in stops, "brighten by 20" in per cent. */
const stopsMax = 5;

export interface Explicit {
  readonly statements: readonly Statement[];
  /** Items that the numbers belong to: they are no wishes any more. */
  readonly used: ReadonlySet<Item>;
}

/** The slider that a number beside a wish of the axis sets. */
const sliderOf: Partial<Record<Axis, string>> = {
  lightness: 'exposure',
  contrast: 'contrast',
  warmth: 'temperature',
  tint: 'tint',
  saturation: 'saturation',
  clarity: 'clarity',
  texture: 'texture',
  sharpness: 'sharpness',
  fade: 'blacks',
  shadows: 'shadows',
  highlights: 'highlights',
  grain: 'grainAmount',
};

/** What a slider is called in the panel of a single hue. */
const bandSliders: Record<string, string> = {
  hue: 'hue',
  saturation: 'saturation',
  vibrance: 'saturation',
  exposure: 'luminance',
};

/** Where the local slider does not simply bear the name of the global one. */
const localNames: Record<string, string> = {
  incrementalTemperature: 'localTemperature',
  incrementalTint: 'localTint',
  luminanceNoiseReduction: 'localNoise',
  grainAmount: 'localGrain',
  toneCurve: 'localCurve',
  hue: 'localHue',
};

/** The local slider that does in a region what the tool does to the whole photo. */
export function localToolOf(tool: string): Tool | undefined {
  return findTool(localNames[tool] ?? `local${tool.charAt(0).toUpperCase()}${tool.slice(1)}`);
}

/** Settings given as numbers: "contrast 20", "+0.7 EV", "sky exposure -0.5", 曝光降低0.3. */
export function readExplicit(collected: Collected, named: readonly NamedRegions[]): Explicit {
  const statements: Statement[] = [];
  const used = new Set<Item>();
  for (const figure of collected.figures) {
    const item = ownerOf(figure, collected.items, used);
    if (item !== null) used.add(item);
    // "White balance 4500K" is that setting, no request to find one.
    if (figure.unit === 'temperature') for (const one of collected.items) if (one.kind === 'correction') used.add(one);
    for (const one of collected.items) if (one.kind === 'noun' && one.meaning.tool === 'anticlockwise') used.add(one);
    const spans = [figure, ...(item === null ? [] : [item]), ...named];
    const from = Math.min(...spans.map((span) => span.from));
    const to = Math.max(...spans.map((span) => span.to));
    const places = placesAt(item?.from ?? figure.from, named, item === null ? [] : [item]);
    for (const place of places)
      statements.push({ ...settingOf(figure, item, collected, place), from, to } as Statement);
  }
  return { statements, used };
}

/** The nearest slider noun before the number, else the first behind it; without one a wish. */
function ownerOf(figure: Figure, items: readonly Item[], used: ReadonlySet<Item>): Item | null {
  const nounFits = (item: Item): boolean => {
    if (used.has(item) || item.kind !== 'noun') return false;
    return figure.unit === null
      ? item.meaning.tool !== null
      : item.meaning.axis !== null || item.meaning.tool === figure.unit || item.meaning.tool === 'anticlockwise';
  };
  const wishFits = (item: Item): boolean =>
    !used.has(item) && item.kind === 'wish' && item.meaning.axis !== null && sliderOf[item.meaning.axis] !== undefined;
  for (const fits of [nounFits, wishFits]) {
    const before = items.findLast((item) => item.from < figure.from && fits(item));
    const found = before ?? items.find((item) => item.from > figure.from && fits(item));
    if (found !== undefined) return found;
  }
  return null;
}

type Setting =
  | {
      readonly kind: 'explicit';
      readonly tool: string;
      readonly value: number;
      readonly region: Region | null;
      readonly relative: boolean;
    }
  | { readonly kind: 'outOfRange'; readonly tool: string; readonly min: number; readonly max: number }
  | {
      readonly kind: 'goal';
      readonly axis: Axis;
      readonly region: Region | null;
      readonly sign: Sign;
      readonly size: number;
    }
  | { readonly kind: 'notUnderstood' };

function settingOf(figure: Figure, item: Item | null, collected: Collected, region: Region | null): Setting {
  const axis = item?.kind === 'wish' ? item.meaning.axis : null;
  const name = figure.unit ?? (item?.kind === 'noun' ? item.meaning.tool : axis === null ? null : sliderOf[axis]!);
  if (name === null) return { kind: 'notUnderstood' };
  if (axis === 'lightness' && figure.unit === null && (figure.percent || Math.abs(figure.value) > stopsMax)) {
    if (Math.abs(figure.value) > 100) return { kind: 'outOfRange', tool: 'exposure', min: -5, max: 5 };
    // Half as bright again is about what "brighter" asks for.
    const size = Math.max(0.1, Math.min(1, Math.abs(figure.value) / 80));
    return { kind: 'goal', axis, region, sign: item?.kind === 'wish' ? item.sign : 1, size };
  }
  const steered = directionOf(item, collected);
  const inverse = item?.kind === 'noun' && item.meaning.inverse;
  const turned = collected.items.some((one) => one.kind === 'noun' && one.meaning.tool === 'anticlockwise');
  // The crop is turned against the picture: cropAngle 2 shows it two degrees anticlockwise.
  const angle = name === 'cropAngle' || turned;
  const sign = angle ? (turned ? 1 : -1) : steered === -1 && !figure.signed && !figure.absolute && !inverse ? -1 : 1;
  const change =
    !figure.absolute && (angle || axis !== null || figure.unit === 'exposure' || (steered !== null && !inverse));
  return call(angle ? 'cropAngle' : name, sign * figure.value, region, change, figure.unit);
}

function directionOf(item: Item | null, collected: Collected): Sign | null {
  const own = item?.kind === 'wish' || item?.kind === 'noun' ? item.sign : null;
  return own ?? collected.steering.sign;
}

function call(name: string, value: number, at: Region | null, relative: boolean, unit: string | null): Setting {
  const band = at?.kind === 'colour' ? bandSliders[name] : undefined;
  const region = band === undefined ? at : null;
  const global = band === undefined ? globalName(name, value, unit) : bandTool(band, (at as { band: HueBand }).band);
  const tool = region === null ? findTool(global) : localToolOf(global);
  if (tool?.min === undefined || tool.max === undefined) return { kind: 'notUnderstood' };
  const settled = tool.type === 'int' ? Math.round(value) : Math.round(value * 100) / 100;
  const [min, max] = [tool.min, tool.max];
  const fits = relative ? Math.abs(settled) <= Math.max(max, max - min) : settled >= min && settled <= max;
  if (!fits) return { kind: 'outOfRange', tool: region === null ? global : tool.name, min, max };
  return { kind: 'explicit', tool: global, value: Object.is(settled, -0) ? 0 : settled, region, relative };
}

function globalName(name: string, value: number, unit: string | null): string {
  if (name === 'tint') return 'incrementalTint';
  if (name !== 'temperature') return name;
  return Math.abs(value) < kelvinMin && unit !== 'temperature' ? 'incrementalTemperature' : 'temperature';
}

const bandTool = (slider: string, band: HueBand): string => `${slider}${band.charAt(0).toUpperCase()}${band.slice(1)}`;

/** A slider that no axis stands for, wanted higher or lower without a number: a share of its range. */
export function stepOf(name: string, sign: Sign, size: number): number | null {
  const tool = findTool(name);
  if (tool?.min === undefined || tool.max === undefined) return null;
  const step = ((tool.max - tool.min) / 4) * size * sign;
  return tool.type === 'int' ? Math.round(step) : Math.round(step * 10) / 10;
}
