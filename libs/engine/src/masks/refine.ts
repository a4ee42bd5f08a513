/**
 * Edges of a matte at the size of the render: on the canonical image the matte is fitted as a local line of encoded
 * luminance (guided filter, He, Sun, Tang 2010); the kernel evaluates the line at the level's own luminance.
 */
import { createHash } from 'node:crypto';
import type { Matte } from '@safelight/core';
import type { Analysis } from '../analysis/analysis.ts';
import { Guide, type Coefficients } from '../analysis/guided.ts';
import type { ScenePlanes } from '../analysis/haze.ts';
import { luminanceOf } from '../colour/spaces.ts';
import { encodeSrgb } from '../colour/transfer.ts';

/** Window as a share of the long edge; at least this many of the matte's own pixels, within which its edge is vague. */
const radius = 0.006;
const radiusMattePixels = 3;
/** Regularisation in squares of encoded luminance: steps above 2 % draw the edge. */
const epsilon = 0.02 ** 2;
/** Contrast about one half: finders blur their edges, and what the fit leaves of that would show as a rim. */
const contrast = 1.3;

const digests = new WeakMap<Matte, string>();

/** Names a matte by its content; computed once per object. */
function digestOf(matte: Matte): string {
  let digest = digests.get(matte);
  if (digest === undefined) {
    digest = createHash('sha256').update(`${matte.width} ${matte.height} `).update(matte.data).digest('base64');
    digests.set(matte, digest);
  }
  return digest;
}

/** Encoded luminance of displayed light, 0..1. */
function encodedLuminance({ r, g, b }: ScenePlanes): Float32Array {
  const out = new Float32Array(r.length);
  for (let i = 0; i < out.length; i++) {
    out[i] = encodeSrgb(Math.min(Math.max(luminanceOf([r[i]!, g[i]!, b[i]!]), 0), 1));
  }
  return out;
}

/** The matte at another size, 0..1, bilinear; both cover the same unit square. */
export function resized(
  { width, height, data }: Matte,
  to: { readonly width: number; readonly height: number },
): Float32Array {
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const v = Math.min(Math.max(((y + 0.5) * height) / to.height - 0.5, 0), height - 1);
    const [y0, y1] = [Math.floor(v) * width, Math.min(Math.floor(v) + 1, height - 1) * width];
    const down = v - Math.floor(v);
    for (let x = 0; x < to.width; x++) {
      const u = Math.min(Math.max(((x + 0.5) * width) / to.width - 0.5, 0), width - 1);
      const [x0, x1] = [Math.floor(u), Math.min(Math.floor(u) + 1, width - 1)];
      const right = u - x0;
      const upper = data[y0 + x0]! + (data[y0 + x1]! - data[y0 + x0]!) * right;
      const lower = data[y1 + x0]! + (data[y1 + x1]! - data[y1 + x0]!) * right;
      out[y * to.width + x] = (upper + (lower - upper) * down) / 255;
    }
  }
  return out;
}

/** Coefficients of the refined matte: alpha = a · encoded luminance + b, to be held within 0..1. */
export function refinedMatte(matte: Matte, analysis: Analysis): Coefficients {
  return analysis.kept.getOrMake(`matte ${digestOf(matte)}`, () => {
    const shown = analysis.shown();
    const longEdge = Math.max(shown.width, shown.height);
    const ownPixel = longEdge / Math.max(matte.width, matte.height);
    const guide = new Guide(encodedLuminance(shown), shown, Math.max(radius * longEdge, radiusMattePixels * ownPixel));
    const alpha = resized(matte, shown);
    for (let i = 0; i < alpha.length; i++) alpha[i] = 0.5 + contrast * (alpha[i]! - 0.5);
    const { a, b } = guide.fit(alpha, epsilon);
    return { a, b };
  });
}
