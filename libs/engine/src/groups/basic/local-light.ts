/**
 * Local exposure, temperature and tint: per pixel what the global sliders do by one matrix. The balance is a gain on the
 * cones of CAT16; the light's place in the CIE 1960 plane is read from tables over the temperature slider, so any tint
 * and temperature between corrections give exactly the adaptation of the global sliders.
 */
import { whiteXyz } from '@safelight/core';
import { constantMatrix, each, scaled, sourceLimit, tableAt } from '../../colour/graph.ts';
import { apply3, invert3, multiply3, type Triple } from '../../colour/matrix.ts';
import { cat16, luminanceWeights, proPhotoToXyz } from '../../colour/spaces.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import { localPlane, type Bindings } from '../feature.ts';
import { nominalWhite, relativeWhite } from './white-balance.ts';

/** The sums of corrections reach twice the slider. */
const warmest = 2;
const length = 1025;

const toCones = multiply3(cat16, proPhotoToXyz);
const fromCones = invert3(toCones);
/** Cones of the nominal light: what a gain of 1 leaves. */
const nominalCones = apply3(cat16, whiteXyz(nominalWhite));
/** Share of each cone in the luminance of a neutral. */
const white = apply3(toCones, [1, 1, 1]);
const shares = [0, 1, 2].map(
  (i) => white[i]! * [0, 1, 2].reduce((sum, row) => sum + luminanceWeights[row]! * fromCones[row * 3 + i]!, 0),
);
/** Cones of a light far outside the sliders could turn negative; they are held above this share of the nominal ones. */
const conesMin = 0.05;

function uvOf([x, y, z]: Triple): readonly [u: number, v: number] {
  const sum = x + 15 * y + 3 * z;
  return [(4 * x) / sum, (6 * y) / sum];
}

/** Place of the light without tint, and what a full tint slider adds, over the temperature slider. */
function lightTables(): Record<string, Float32Array> {
  const tables: Record<string, Float32Array> = Object.fromEntries(
    ['u', 'v', 'du', 'dv'].map((name) => [`light.${name}`, new Float32Array(length)]),
  );
  for (let i = 0; i < length; i++) {
    const warmer = warmest * ((2 * i) / (length - 1) - 1);
    const [u, v] = uvOf(whiteXyz(relativeWhite(warmer, 0)));
    const [tintedU, tintedV] = uvOf(whiteXyz(relativeWhite(warmer, 1)));
    [u, v, tintedU - u, tintedV - v].forEach((x, k) => (Object.values(tables)[k]![i] = x));
  }
  return tables;
}
let known: Record<string, Float32Array> | undefined;

/** Cone response, times v, of a light at (u, v): X = 1.5 u / v, Y = 1, Z = (4 − u − 10 v) / 2v. */
function coneGraph(b: GraphBuilder, row: 0 | 1 | 2, u: F, v: F): F {
  const [x, y, z] = [cat16[row * 3]!, cat16[row * 3 + 1]!, cat16[row * 3 + 2]!];
  const response = b.add(
    b.add(b.mul(u, b.constant(1.5 * x - 0.5 * z)), b.mul(v, b.constant(y - 5 * z))),
    b.constant(2 * z),
  );
  return b.max(response, b.mul(v, b.constant(conesMin * nominalCones[row])));
}

function balanceGraph(b: GraphBuilder, rgb: Rgb, locals: ReadonlySet<string>): Rgb {
  const slider = (tool: string): F => (locals.has(tool) ? b.input(localPlane(tool)) : b.constant(0));
  const [warmer, magenta] = [slider('localTemperature'), slider('localTint')];
  const at = (name: string): F => tableAt(b, `light.${name}`, warmer, -warmest, warmest, length);
  const [u, v] = [b.add(at('u'), b.mul(magenta, at('du'))), b.add(at('v'), b.mul(magenta, at('dv')))];
  // The factor v that all gains lack goes with the normalisation.
  const gains = each(rgb, (_, i) => b.div(b.constant(nominalCones[i]), coneGraph(b, i, u, v)));
  const neutral = b.add(
    b.add(b.mul(gains[0], b.constant(shares[0]!)), b.mul(gains[1], b.constant(shares[1]!))),
    b.mul(gains[2], b.constant(shares[2]!)),
  );
  const cones = constantMatrix(b, toCones, rgb);
  const adapted = constantMatrix(
    b,
    fromCones,
    each(cones, (x, i) => b.mul(x, gains[i])),
  );
  return scaled(b, adapted, b.div(b.constant(1), neutral));
}

/** What the global slider at its end makes of the brightest source; beyond it single precision loses small channels. */
const lightMax = sourceLimit * 2 ** 5;

const balances = (locals: ReadonlySet<string>): boolean => locals.has('localTemperature') || locals.has('localTint');

export function localLightGraph(b: GraphBuilder, rgb: Rgb, locals: ReadonlySet<string>): Rgb {
  const balanced = balances(locals) ? balanceGraph(b, rgb, locals) : rgb;
  if (!locals.has('localExposure')) return balanced;
  const lit = scaled(b, balanced, b.exp2(b.input(localPlane('localExposure'))));
  return each(lit, (x) => b.max(b.min(x, b.constant(lightMax)), b.constant(-lightMax)));
}

export function bindLocalLight(locals: ReadonlySet<string>, out: Bindings): void {
  if (balances(locals)) Object.assign(out.tables, (known ??= lightTables()));
}
