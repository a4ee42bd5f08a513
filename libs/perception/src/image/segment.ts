import { guidedFilter } from './guided.ts';
import type { LabPlanes } from './lab.ts';
import { fitMixture, mixtureLikelihood } from './mixture.ts';
import type { Channels } from './picture.ts';
import { mapPlane } from './plane.ts';
import type { Plane } from './plane.ts';

export interface SegmentOptions {
  /** How far the colours may overrule the prior, in log odds. */
  readonly colourMax: number;
  /** Pull of like-coloured neighbours, in log odds. */
  readonly neighbours: number;
  /** Reach of that pull, pixels. */
  readonly radius: number;
  readonly rounds: number;
  /** Where the outside's colours are learnt; everywhere outside when absent. */
  readonly outside?: Plane;
}

export const logit = (p: number): number => {
  const q = Math.min(0.999, Math.max(0.001, p));
  return Math.log(q / (1 - q));
};
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Parts a small picture in two. `prior` holds log odds of "inside"; colours of both sides are learnt from the present
 * answer (GrabCut's loop; Rother and others, 2004), and neighbours of like colour agree through the guided filter, which
 * plays the message passing of a mean field (Krähenbühl and Koltun, 2011). Returns the probability of "inside".
 */
export const segment = (picture: Channels, lab: LabPlanes, prior: Plane, options: SegmentOptions): Plane => {
  let inside = mapPlane(prior, sigmoid);
  for (let round = 0; round < options.rounds; round++) {
    const within = fitMixture(lab, inside.data, 5, 0.02);
    const beyond = fitMixture(
      lab,
      inside.data.map((v, i) => (1 - v) * (options.outside?.data[i] ?? 1)),
      5,
      0.02,
    );
    if (within.parts.length === 0 || beyond.parts.length === 0) {
      break;
    }
    const odds = mapPlane(prior, (v, i) => {
      const colour = mixtureLikelihood(within, lab, i) - mixtureLikelihood(beyond, lab, i);
      return v + Math.max(-options.colourMax, Math.min(options.colourMax, 0.5 * colour));
    });
    for (let step = 0; step < 4; step++) {
      const around = guidedFilter(picture, inside, { radius: options.radius, flatness: 1e-3 });
      inside = mapPlane(odds, (v, i) => sigmoid(v + options.neighbours * (2 * around.data[i]! - 1)));
    }
  }
  return inside;
};
