/**
 * Colour grading: a tint and a brightness for shadows, midtones, highlights and the whole, as three tables over OKLab
 * lightness. A tint keeps the lightness.
 */
import { tableAt } from '../../colour/graph.ts';
import { apply3, type Triple } from '../../colour/matrix.ts';
import { labOf, sRgbToProPhoto } from '../../colour/spaces.ts';
import type { Settings } from '../../compile/settings.ts';
import type { GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { DisplayFeature } from '../feature.ts';

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

function graph(b: GraphBuilder, [lightness, a, c]: Rgb): Rgb {
  const at = (table: string) => tableAt(b, table, lightness, 0, 1, length);
  const gain = at('grade.gain');
  const tinted = (x: typeof a, table: string): typeof a => b.mul(b.add(x, at(table)), gain);
  return [b.mul(lightness, gain), tinted(a, 'grade.a'), tinted(c, 'grade.b')];
}

/** Tint (OKLab a, b) and EV of each zone, then of the whole. */
function gradesOf(settings: Settings): Triple[] {
  return zones.map((zone) => {
    const [a, b] = directionOf(settings.number(`colorGrade${zone}Hue`));
    const chroma = tintChroma * settings.slider(`colorGrade${zone}Sat`);
    return [chroma * a, chroma * b, lumReach * settings.slider(`colorGrade${zone}Lum`)];
  });
}

/** Tables of tint (OKLab a, b) and gain over lightness. */
function gradeTables(settings: Settings): readonly [Float32Array, Float32Array, Float32Array] {
  const grades = gradesOf(settings);
  const [blending, balance] = [settings.slider('colorGradeBlending'), settings.slider('colorGradeBalance')];
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
    tables[2][i] = 2 ** (sum(2) / 3);
  }
  return tables;
}

export const colorGradingFeature: DisplayFeature = {
  name: 'grade',
  space: 'lab',
  isActive: ({ settings }) =>
    zones.some(
      (zone) => settings.number(`colorGrade${zone}Sat`) !== 0 || settings.number(`colorGrade${zone}Lum`) !== 0,
    ),
  graph,
  bind: ({ settings }, out) => {
    const [a, b, gain] = gradeTables(settings);
    Object.assign(out.tables, { 'grade.a': a, 'grade.b': b, 'grade.gain': gain });
  },
};
