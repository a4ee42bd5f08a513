/**
 * Luminance noise: à-trous B3 wavelets of luma on the root axis. A coefficient is shrunk by how much the energy around
 * it stands out of the photo's noise in its band (NeighShrink: Chen, Bui 2005; à-trous: Starck, Murtagh 2006), so an
 * edge keeps all its coefficients and a flat area none.
 */
import { clamp01 } from '../../colour/graph.ts';
import { whiteBands, type PlaneNoise } from '../../analysis/noise.ts';
import { GraphBuilder, type F, type Graph } from '../../graph/graph.ts';
import type { FeatureContext } from '../feature.ts';
import { tap, type Axis } from './gaussian.ts';
import { bandShare, varianceGraph, varianceParams } from './noise-model.ts';

/** Bands at full resolution: details up to some 16 pixels. White noise has 99.9 % of its energy in them. */
const bandsMax = 4;
/** Energy, in noise energies, that is taken away at amount 100; half a stop of threshold more or less per Detail. */
const strength = 7;
const detailStops = 2.4;
/** Share of each band's threshold that Contrast takes back. */
const contrastShares = [0.1, 0.6, 0.85, 0.95] as const;

/** Bands that a level has; each halving of the picture has averaged one away. */
export const lumaBands = (scale: number): number => Math.max(0, Math.round(bandsMax - Math.log2(1 / scale)));

const spacingOf = (band: number): number => 2 ** (band - 1);

function smoothed(b: GraphBuilder, plane: string, spacing: number, axis: Axis): F {
  const pair = (offset: number): F => b.add(tap(b, plane, -offset, axis), tap(b, plane, offset, axis));
  const inner = b.add(b.mul(pair(spacing), b.constant(4 / 16)), b.mul(tap(b, plane, 0, axis), b.constant(6 / 16)));
  return b.add(b.mul(pair(2 * spacing), b.constant(1 / 16)), inner);
}

/** 1 2 1 at the band's spacing. */
function around(b: GraphBuilder, plane: string, spacing: number, axis: Axis): F {
  const sides = b.add(tap(b, plane, -spacing, axis), tap(b, plane, spacing, axis));
  return b.add(b.mul(sides, b.constant(0.25)), b.mul(tap(b, plane, 0, axis), b.constant(0.5)));
}

/** Stages that make `noise.y1 …` (smoother and smoother) and `noise.energy1 …` (summed along rows) of `noise.y0`. */
export function lumaStages(bands: number): Graph[] {
  const graphs: Graph[] = [];
  for (let band = 1; band <= bands + 1; band++) {
    const rows = new GraphBuilder();
    if (band > 1)
      rows.output(`noise.energy${band - 1}`, around(rows, `noise.square${band - 1}`, spacingOf(band - 1), 'row'));
    if (band <= bands) rows.output(`noise.row${band}`, smoothed(rows, `noise.y${band - 1}`, spacingOf(band), 'row'));
    graphs.push(rows.build());
    if (band > bands) break;
    const columns = new GraphBuilder();
    const smooth = smoothed(columns, `noise.row${band}`, spacingOf(band), 'column');
    const detail = columns.sub(columns.input(`noise.y${band - 1}`), smooth);
    columns.output(`noise.y${band}`, smooth);
    columns.output(`noise.square${band}`, columns.mul(detail, detail));
    graphs.push(columns.build());
  }
  return graphs;
}

/** Luma without noise. `amount` is 0..1. */
export function lumaGraph(b: GraphBuilder, bands: number, amount: F): F {
  const y = b.input('noise.y0');
  if (bands === 0) return y;
  const held = clamp01(b, amount);
  const threshold = b.mul(b.mul(held, b.sqrt(held)), varianceGraph(b, 'noise.luma', b.input(`noise.y${bands}`)));
  let removed = b.constant(0);
  for (let band = 1; band <= bands; band++) {
    const detail = b.sub(b.input(`noise.y${band - 1}`), b.input(`noise.y${band}`));
    const energy = around(b, `noise.energy${band}`, spacingOf(band), 'column');
    const noise = b.mul(threshold, b.param(`noise.luma.band${band}`));
    // Squared, the share falls fast where the energy stands out: detail keeps its contrast.
    const share = b.min(b.div(noise, b.add(energy, b.constant(1e-9))), b.constant(1));
    removed = b.add(removed, b.mul(detail, b.mul(share, share)));
  }
  return b.sub(y, removed);
}

/** Thresholds in squared root-axis units, by band of the level. */
export function lumaParams({ settings, frame }: FeatureContext, noise: PlaneNoise): Record<string, number> {
  const detail = 2 ** (detailStops * (0.5 - settings.slider('luminanceNoiseDetail')));
  const contrast = settings.slider('luminanceNoiseContrast');
  const octaves = Math.log2(1 / frame.scale);
  const out: Record<string, number> = {
    ...varianceParams('noise.luma', noise.zones, 1),
    'noise.luma.amount': settings.slider('luminanceNoiseReduction'),
  };
  for (let band = 1; band <= bandsMax; band++) {
    const deviation = whiteBands[band - 1]! * frame.scale * bandShare(noise, band + octaves);
    const kept = contrast * contrastShares[Math.min(Math.round(band + octaves), bandsMax) - 1]!;
    out[`noise.luma.band${band}`] = strength * detail * (1 - kept) * deviation ** 2;
  }
  return out;
}
