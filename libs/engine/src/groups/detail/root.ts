/**
 * The root axis: √(light + offset) of a linear channel. Shot noise is even there, and so is the noise of encoded
 * pictures: the offset makes its slope at black that of sRGB. White is 1, mid grey 0.43.
 */
import { each } from '../../colour/graph.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';

const offset = 0.0015;

export const rootAxis = (light: number): number => Math.sqrt(Math.max(light + offset, 0));

export const toRoot = (b: GraphBuilder, light: F): F => b.sqrt(b.add(light, b.constant(offset)));
export const fromRoot = (b: GraphBuilder, root: F): F => b.sub(b.mul(root, root), b.constant(offset));

/** Shares of red and green in luma; blue has the rest. Near to luminance, so that chroma can be smoothed unseen. */
const redShare = 0.3;
const blueShare = 0.1;

/** Luma and two differences to green: of a linear colour, on the root axis. */
export interface Opponent {
  readonly y: F;
  readonly u: F;
  readonly v: F;
}

export function toOpponent(b: GraphBuilder, rgb: Rgb): Opponent {
  const [r, g, z] = each(rgb, (x) => toRoot(b, x));
  const [u, v] = [b.sub(r, g), b.sub(z, g)];
  const y = b.add(g, b.add(b.mul(u, b.constant(redShare)), b.mul(v, b.constant(blueShare))));
  return { y, u, v };
}

export function fromOpponent(b: GraphBuilder, { y, u, v }: Opponent): Rgb {
  const g = b.sub(y, b.add(b.mul(u, b.constant(redShare)), b.mul(v, b.constant(blueShare))));
  return each([b.add(u, g), g, b.add(v, g)], (x) => fromRoot(b, b.max(x, b.constant(0))));
}
