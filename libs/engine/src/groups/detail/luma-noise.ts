/**
 * Luminance noise: à-trous B3 wavelets of luma on the root axis whose blurs stop at edges (Hanika, Dammertz, Lensch
 * 2011), so that an edge is in no band and stays. What is in a band is shrunk by how much the energy around it stands
 * out of the photo's noise there (NeighShrink: Chen, Bui 2005): texture keeps its contrast, a flat area loses its grain.
 */
import { clamp01, mix } from '../../colour/graph.ts';
import { whiteBands, type PlaneNoise } from '../../analysis/noise.ts';
import { GraphBuilder, type F, type Graph } from '../../graph/graph.ts';
import { localPlane, type FeatureContext } from '../feature.ts';
import { tap, type Axis } from './gaussian.ts';
import { bandShare, varianceGraph, varianceParams } from './noise-model.ts';

/** Bands at full resolution: details up to some 16 pixels. White noise has 99.9 % of its energy in them. */
const bandsMax = 4;
/** Energy, in energies of the noise, that counts as noise at amount 100; and its stops from Detail 0 to 100. */
const strength = 2.4;
const detailStops = 2.4;
/** Difference, in deviations of the noise that is left, at which a neighbour lies over an edge: at amount 0 and 100. */
const reachFrom = 3;
const reachTo = 8;
/** Stops of that difference from Detail 0 to 100. */
const reachStops = 1;
/** Share of each band's threshold that Contrast takes back. */
const contrastShares = [0.1, 0.6, 0.85, 0.95] as const;

/** Bands that a level has; each halving of the picture has averaged one away. */
export const lumaBands = (scale: number): number => Math.max(0, Math.round(bandsMax - Math.log2(1 / scale)));

const spacingOf = (band: number): number => 2 ** (band - 1);

/** The slider with what corrections add, 0..1. */
function amountGraph(b: GraphBuilder, local: boolean): F {
  const global = b.param('noise.luma.amount');
  return local ? clamp01(b, b.add(global, b.input(localPlane('localNoise')))) : global;
}

/** Half the weights of 1 4 6 4 1, from the centre. */
const weights = [6 / 16, 4 / 16, 1 / 16] as const;

/** What tells the edges of a band's blur: luma without its finest grain, so that a lone speck is no edge. */
const guideOf = (band: number): string => (band === 1 ? 'noise.guide' : `noise.y${band - 1}`);

/** A row or column of the blur before a band. A neighbour counts less the further its guide is, and not over an edge. */
function smoothed(b: GraphBuilder, plane: string, band: number, axis: Axis, amount: F): F {
  const guide = guideOf(band);
  const centre = tap(b, guide, 0, axis);
  const reach = mix(b, b.constant(reachFrom), b.constant(reachTo), b.mul(amount, amount));
  const strictness = b.div(b.param(`noise.edge${band}`), b.mul(reach, reach));
  const scale = b.mul(varianceGraph(b, 'noise.edge', centre), strictness);
  let sum = b.constant(0);
  let total = b.constant(weights[0]);
  for (const place of [1, 2] as const) {
    for (const side of [-place, place]) {
      const offset = side * spacingOf(band);
      const apart = b.sub(tap(b, guide, offset, axis), centre);
      const near = b.max(b.sub(b.constant(1), b.mul(b.mul(apart, apart), scale)), b.constant(0));
      const weight = b.mul(b.mul(near, near), b.constant(weights[place]));
      sum = b.add(sum, b.mul(weight, b.sub(tap(b, plane, offset, axis), tap(b, plane, 0, axis))));
      total = b.add(total, weight);
    }
  }
  return b.add(tap(b, plane, 0, axis), b.div(sum, total));
}

/** Mean of a plane over some taps on each side at the band's spacing: a wide one, so that no speck vouches for itself. */
function around(b: GraphBuilder, plane: string, band: number, axis: Axis): F {
  const taps = band <= 2 ? 2 : 1;
  let sum = tap(b, plane, 0, axis);
  for (let i = 1; i <= taps; i++) {
    const offset = i * spacingOf(band);
    sum = b.add(sum, b.add(tap(b, plane, -offset, axis), tap(b, plane, offset, axis)));
  }
  return b.mul(sum, b.constant(1 / (2 * taps + 1)));
}

/** 1 2 1. */
function grainless(b: GraphBuilder, plane: string, axis: Axis): F {
  const sides = b.add(tap(b, plane, -1, axis), tap(b, plane, 1, axis));
  return b.add(b.mul(sides, b.constant(0.25)), b.mul(tap(b, plane, 0, axis), b.constant(0.5)));
}

/** Stages that make `noise.y1 …` (smoother and smoother) and `noise.energy1 …` (summed along rows) of `noise.y0`. */
export function lumaStages(bands: number, local: boolean): Graph[] {
  const guideRows = new GraphBuilder();
  guideRows.output('noise.guideRow', grainless(guideRows, 'noise.y0', 'row'));
  const guide = new GraphBuilder();
  guide.output('noise.guide', grainless(guide, 'noise.guideRow', 'column'));
  const graphs = [guideRows.build(), guide.build()];
  for (let band = 1; band <= bands + 1; band++) {
    const rows = new GraphBuilder();
    if (band > 1) rows.output(`noise.energy${band - 1}`, around(rows, `noise.square${band - 1}`, band - 1, 'row'));
    if (band <= bands)
      rows.output(`noise.row${band}`, smoothed(rows, `noise.y${band - 1}`, band, 'row', amountGraph(rows, local)));
    graphs.push(rows.build());
    if (band > bands) break;
    const columns = new GraphBuilder();
    const smooth = smoothed(columns, `noise.row${band}`, band, 'column', amountGraph(columns, local));
    const detail = columns.sub(columns.input(`noise.y${band - 1}`), smooth);
    columns.output(`noise.y${band}`, smooth);
    columns.output(`noise.square${band}`, columns.mul(detail, detail));
    graphs.push(columns.build());
  }
  return graphs;
}

/** Luma without noise. */
export function lumaGraph(b: GraphBuilder, bands: number, local: boolean): F {
  const y = b.input('noise.y0');
  if (bands === 0) return y;
  const amount = amountGraph(b, local);
  const threshold = b.mul(amount, varianceGraph(b, 'noise.luma', b.input(`noise.y${bands}`)));
  let removed = b.constant(0);
  for (let band = 1; band <= bands; band++) {
    const detail = b.sub(b.input(`noise.y${band - 1}`), b.input(`noise.y${band}`));
    const energy = around(b, `noise.energy${band}`, band, 'column');
    // Cubed, the share falls fast where the energy stands out: detail keeps its contrast.
    const noise = b.mul(threshold, b.param(`noise.luma.band${band}`));
    const ratio = b.min(b.div(noise, b.add(energy, b.constant(1e-9))), b.constant(1));
    removed = b.add(removed, b.mul(detail, b.mul(ratio, b.mul(ratio, ratio))));
  }
  return b.sub(y, removed);
}

/** Noise of the bands of the level against the photo's at full resolution, and how much of it is to go. */
export function lumaParams({ settings, frame }: FeatureContext, noise: PlaneNoise): Record<string, number> {
  const detail = 2 ** (detailStops * (0.5 - settings.slider('luminanceNoiseDetail')));
  const reach = 2 ** (reachStops * (0.5 - settings.slider('luminanceNoiseDetail')));
  const contrast = settings.slider('luminanceNoiseContrast');
  const octaves = Math.log2(1 / frame.scale);
  const out: Record<string, number> = {
    ...varianceParams('noise.luma', noise.zones, 1),
    ...varianceParams('noise.edge', noise.zones, 1, -2),
    'noise.luma.amount': settings.slider('luminanceNoiseReduction'),
  };
  // Noise that is still in a blur is that of the bands from there on.
  let left = 0;
  for (let band = bandsMax; band >= 1; band--) {
    const deviation = whiteBands[band - 1]! * frame.scale * bandShare(noise, band + octaves);
    const kept = contrast * contrastShares[Math.min(Math.round(band + octaves), bandsMax) - 1]!;
    left += deviation ** 2;
    // The guide of the finest band has lost most of that band.
    const guided = band === 1 ? 0.95 * (left - deviation ** 2) + 0.12 * deviation ** 2 : left;
    out[`noise.edge${band}`] = 1 / (reach ** 2 * guided);
    out[`noise.luma.band${band}`] = strength * detail * (1 - kept) * deviation ** 2;
  }
  return out;
}
