/**
 * Colour range: what lies near one of the samples in OKLab, lightness counting half. A sample is six numbers, a colour as
 * sRGB codes 0..1 and how far the sampled spot spreads to either side in each channel; an area is a rectangle (left,
 * top, right, bottom) whose mean colour and spread are taken from the picture.
 */
import { toLab } from '../../colour/graph.ts';
import { apply3, type Triple } from '../../colour/matrix.ts';
import { labOf, sRgbToProPhoto } from '../../colour/spaces.ts';
import { decodeSrgb } from '../../colour/transfer.ts';
import type { ScenePlanes } from '../../analysis/haze.ts';
import type { F } from '../../graph/graph.ts';
import type { MaskContext, MaskKind } from './kind.ts';
import { ramp } from './kind.ts';

/** Reach of a sample in OKLab at refine 0 and 100; grows by a constant factor a step. Two shades of one sky are 0.05 apart. */
const reachFrom = 0.03;
const reachTo = 0.16;
/** Share of the reach that is selected fully. */
const core = 0.4;
const lightnessWeight = 0.5;
/** Pixels of an area that are looked at, evenly spread. */
const areaSamplesMax = 10_000;

interface Sample {
  readonly lab: Triple;
  /** Distance from the colour that still is the sample. */
  readonly spread: number;
}

const distanceOf = ([l, a, b]: Triple, [l0, a0, b0]: Triple): number =>
  Math.hypot(lightnessWeight * (l - l0), a - a0, b - b0);

const labOfCodes = (codes: Triple): Triple =>
  labOf(apply3(sRgbToProPhoto, codes.map((code) => decodeSrgb(Math.min(Math.max(code, 0), 1))) as unknown as Triple));

function pointSample([r = 0, g = 0, b = 0, ...spreads]: readonly number[]): Sample {
  const lab = labOfCodes([r, g, b]);
  const [dr = 0, dg = 0, db = 0] = spreads.map(Math.abs);
  const ends = [labOfCodes([r - dr, g - dg, b - db]), labOfCodes([r + dr, g + dg, b + db])];
  return { lab, spread: Math.max(...ends.map((end) => distanceOf(end, lab))) };
}

function areaSample(
  { width, height, ...planes }: ScenePlanes,
  [x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[],
): Sample {
  const range = (from: number, to: number, length: number): readonly [number, number] => {
    const first = Math.min(Math.max(Math.floor(Math.min(from, to) * length), 0), length - 1);
    return [first, Math.min(Math.max(Math.ceil(Math.max(from, to) * length), first + 1), length)];
  };
  const [left, right] = range(x0, x1, width);
  const [top, bottom] = range(y0, y1, height);
  const step = Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / areaSamplesMax));
  const labs: Triple[] = [];
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      const at = y * width + x;
      labs.push(labOf([planes.r[at]!, planes.g[at]!, planes.b[at]!]));
    }
  }
  const mean = [0, 1, 2].map((i) => labs.reduce((sum, lab) => sum + lab[i]!, 0) / labs.length) as unknown as Triple;
  const variance = labs.reduce((sum, lab) => sum + distanceOf(lab, mean) ** 2, 0) / labs.length;
  return { lab: mean, spread: Math.sqrt(variance) };
}

const samplesOf = ({ settings, analysis }: MaskContext): readonly Sample[] => [
  ...settings.rows('colorRangeSamples').map(pointSample),
  ...settings.rows('colorRangeArea').map((area) => areaSample(analysis.shown(), area)),
];

const countOf = ({ settings }: MaskContext): number =>
  settings.rows('colorRangeSamples').length + settings.rows('colorRangeArea').length;

export const colourRange: MaskKind = {
  tools: ['maskColorRange'],
  variant: (context) => (countOf(context) === 0 ? null : String(countOf(context))),
  graph: (b, { shown }, name, variant) => {
    const lab = toLab(b, shown);
    const weights = [lightnessWeight, 1, 1];
    let most: F | undefined;
    for (let i = 0; i < Number(variant); i++) {
      const squares = lab.map((x, channel) => {
        const off = b.mul(b.sub(x, b.param(`${name}.${i}.${channel}`)), b.constant(weights[channel]!));
        return b.mul(off, off);
      });
      const distance = b.sqrt(b.add(b.add(squares[0]!, squares[1]!), squares[2]!));
      const inside = b.mul(b.sub(b.param(`${name}.${i}.reach`), distance), b.param(`${name}.${i}.slope`));
      most = most === undefined ? inside : b.max(most, inside);
    }
    return ramp(b, most!);
  },
  bind: (context, name, out) => {
    const refine = context.settings.slider('colorRangeRefine');
    const reach = reachFrom * (reachTo / reachFrom) ** refine;
    for (const [i, { lab, spread }] of samplesOf(context).entries()) {
      lab.forEach((value, channel) => (out.params[`${name}.${i}.${channel}`] = value));
      out.params[`${name}.${i}.reach`] = reach + spread;
      out.params[`${name}.${i}.slope`] = 1 / (reach * (1 - core));
    }
  },
};
