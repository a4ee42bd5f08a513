/**
 * Colour grading: a tint and a brightness for shadows, midtones, highlights and the whole, as three tables over OKLab
 * lightness. A tint keeps the lightness. Grades of corrections are tables of the same kind, added by the corrections'
 * alphas before the colour is moved.
 */
import { tableAt } from '../../colour/graph.ts';
import { apply3, type Triple } from '../../colour/matrix.ts';
import { labOf, sRgbToProPhoto } from '../../colour/spaces.ts';
import type { Settings } from '../../compile/settings.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import { alphaPlane, type BlendedCorrection, type DisplayFeature, type FeatureContext } from '../feature.ts';

const zones = ['Shadow', 'Midtone', 'Highlight', 'Global'] as const;
export const colorGradingTools: readonly string[] = [
  ...zones.flatMap((zone) => ['Hue', 'Sat', 'Lum'].map((part) => `colorGrade${zone}${part}`)),
  'colorGradeBlending',
  'colorGradeBalance',
];

/** OKLab chroma of a tint at full saturation. */
const tintChroma = 0.12;
/** EV at the end of a brightness slider. */
const lumReach = 0.8;
/** Lightness of the pivots, and how far balance moves them. */
const shadowPivot = 0.38;
const highlightPivot = 0.66;
const balanceReach = 0.22;
/** Lightness over which a tint fades in above black and out below white, so that both stay clean. */
const blackFade = 0.12;
const whiteFade = 0.08;

const length = 1025;

const smooth = (t: number): number => {
  const held = Math.min(Math.max(t, 0), 1);
  return held * held * (3 - 2 * held);
};

export type ZoneWeights = readonly [shadow: number, midtone: number, highlight: number];

/** Weights of the zones at a lightness 0..1; they sum to 1. `blending` 0..1, `balance` −1..1. */
export function zoneWeights(lightness: number, blending: number, balance: number): ZoneWeights {
  const overlap = 0.08 + 0.64 * blending;
  const moved = lightness + balance * balanceReach;
  const shadow = 1 - smooth((moved - shadowPivot) / overlap + 0.5);
  const highlight = smooth((moved - highlightPivot) / overlap + 0.5);
  return [shadow, Math.max(1 - shadow - highlight, 0), highlight];
}

/** Direction in the OKLab plane of an HSV hue in degrees (0 red, 120 green, 240 blue). */
function directionOf(hue: number): readonly [number, number] {
  const channel = (n: number): number => {
    const k = (n + hue / 60) % 6;
    return 1 - Math.max(0, Math.min(k, 4 - k, 1));
  };
  const linear: Triple = [channel(5), channel(3), channel(1)];
  const [, a, b] = labOf(apply3(sRgbToProPhoto, linear));
  const chroma = Math.hypot(a, b);
  return [a / chroma, b / chroma];
}

/** Tint in the OKLab plane of a hue in degrees at a saturation 0..1. */
export function tintOf(hue: number, saturation: number): readonly [a: number, b: number] {
  const [a, b] = directionOf(hue);
  return [tintChroma * saturation * a, tintChroma * saturation * b];
}

/** In the variant: the grade of the whole photo. The others are indices of corrections. */
const whole = 'whole';

function graph(b: GraphBuilder, [lightness, a, c]: Rgb, variant: string): Rgb {
  const parts = variant.split(' ');
  const at = (table: string): F => tableAt(b, table, lightness, 0, 1, length);
  const locals = parts.filter((part) => part !== whole);
  if (locals.length === 0) {
    const gain = at('grade.gain');
    const tinted = (x: F, table: string): F => b.mul(b.add(x, at(table)), gain);
    return [b.mul(lightness, gain), tinted(a, 'grade.a'), tinted(c, 'grade.b')];
  }
  const isGraded = parts.includes(whole);
  const sum = (table: string, own: F): F =>
    locals.reduce(
      (total, index) => b.add(total, b.mul(b.input(alphaPlane(Number(index))), at(`grade.${index}.${table}`))),
      own,
    );
  const zero = b.constant(0);
  const brighter = b.exp2(sum('log', zero));
  const gain = isGraded ? b.mul(at('grade.gain'), brighter) : brighter;
  const tinted = (x: F, table: string): F => b.mul(b.add(x, sum(table, isGraded ? at(`grade.${table}`) : zero)), gain);
  return [b.mul(lightness, gain), tinted(a, 'a'), tinted(c, 'b')];
}

/** Names of the tools, for the whole photo or for a correction. */
type Prefix = 'colorGrade' | 'localColorGrade';

/** Tint (OKLab a, b) and EV of each zone, then of the whole. */
function gradesOf(settings: Settings, prefix: Prefix): Triple[] {
  return zones.map((zone) => {
    const [a, b] = tintOf(settings.number(`${prefix}${zone}Hue`), settings.slider(`${prefix}${zone}Sat`));
    return [a, b, lumReach * settings.slider(`${prefix}${zone}Lum`)];
  });
}

/** Tables of tint (OKLab a, b) and of the log2 of the gain over lightness. */
function gradeTables(settings: Settings, prefix: Prefix): readonly [Float32Array, Float32Array, Float32Array] {
  const grades = gradesOf(settings, prefix);
  const [blending, balance] = [settings.slider(`${prefix}Blending`), settings.slider(`${prefix}Balance`)];
  const tables = [new Float32Array(length), new Float32Array(length), new Float32Array(length)] as const;
  for (let i = 0; i < length; i++) {
    const lightness = i / (length - 1);
    const weights = [...zoneWeights(lightness, blending, balance), 1];
    const sum = (part: 0 | 1 | 2): number =>
      grades.reduce((total, grade, zone) => total + weights[zone]! * grade[part], 0);
    const fade = smooth(lightness / blackFade) * smooth((1 - lightness) / whiteFade);
    tables[0][i] = fade * sum(0);
    tables[1][i] = fade * sum(1);
    // Lightness is a cube root of light.
    tables[2][i] = sum(2) / 3;
  }
  return tables;
}

/** Whether a grade shows. */
export const isGraded = (settings: Settings, prefix: Prefix): boolean =>
  zones.some((zone) => settings.number(`${prefix}${zone}Sat`) !== 0 || settings.number(`${prefix}${zone}Lum`) !== 0);

/** A test keeps grades in that are set and do nothing. */
const withGrades = ({ locals }: FeatureContext): readonly BlendedCorrection[] =>
  locals.blended.filter(
    ({ settings }) =>
      isGraded(settings, 'localColorGrade') || zones.some((zone) => settings.isSet(`localColorGrade${zone}Sat`)),
  );

export const colorGradingFeature: DisplayFeature = {
  name: 'grade',
  space: 'lab',
  isActive: (context) => isGraded(context.settings, 'colorGrade') || withGrades(context).length > 0,
  variant: (context) => {
    const locals = withGrades(context).map(({ index }) => String(index));
    const own = isGraded(context.settings, 'colorGrade') || locals.length === 0 ? [whole] : [];
    return [...own, ...locals].join(' ');
  },
  graph,
  bind: (context, out) => {
    const [a, b, log] = gradeTables(context.settings, 'colorGrade');
    Object.assign(out.tables, { 'grade.a': a, 'grade.b': b, 'grade.gain': log.map((x) => 2 ** x) });
    for (const { index, settings, amount } of withGrades(context)) {
      for (const [i, table] of gradeTables(settings, 'localColorGrade').entries()) {
        out.tables[`grade.${index}.${['a', 'b', 'log'][i]!}`] = table.map((x) => amount * x);
      }
    }
  },
};
