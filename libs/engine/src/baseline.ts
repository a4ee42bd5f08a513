/** For benchmarks: the same recipe in plain JavaScript. Not part of the engine's door. */
import type { Recipe, RgbProfile } from '@safelight/core';
import { compile } from './compile/compile.ts';
import { Prepared, type PreparedPhoto } from './prepared.ts';
import { runJavaScript } from './run/javascript.ts';

/** Renders the first `rows` rows of the uncropped photo at full size on the calling thread; interleaved 8-bit RGB. */
export function renderInJavaScript(
  photo: PreparedPhoto,
  recipe: Recipe,
  profile: RgbProfile,
  rows: number,
): Uint8Array {
  if (!(photo instanceof Prepared)) throw new TypeError('The photo was not prepared by this engine.');
  const { full, profile: sourceProfile, kind, analysis } = photo;
  const { width, height } = full;
  const program = compile(recipe, {
    width,
    height,
    longEdgeMaxPixels: null,
    kind,
    sourceProfile,
    outputProfile: profile,
    analysis,
    output: 'u8',
  });
  return runJavaScript(program, full, rows);
}
