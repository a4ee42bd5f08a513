import { depthFloor } from '../../graph/warp.ts';
import { floatLiteral } from './literal.ts';
import { floatText, header } from './words.ts';

/** What kind of map leads from the output's pixels to the picture; `lateral`: another one for red and for blue. */
export type MapKind = 'affine' | 'warp' | 'lateral';

/** f32 words of a warp, relative to where they begin. */
export const warpWords = {
  /** Homogeneous coordinates of the first pixel, and how far they move from column to column and from row to row. */
  start: 0,
  column: 3,
  row: 6,
  radial: 9,
  radialLimit: 10,
  reachU: 11,
  reachV: 12,
  length: 13,
} as const;

/** f32 words behind those of a warp: the coefficients of red and of blue. */
export const lateralWords = { red: 13, blue: 16, length: 19 } as const;

const vector = (first: number): string => `vec3f(${[0, 1, 2].map((i) => floatText(first + i)).join(', ')})`;

/** `centreOf`: a pixel's place about the picture's centre in half diagonals; `squareOf`: that in the unit square. */
export function warpFunctions(words: number): string {
  const at = (word: number): string => floatText(words + word);
  const w = warpWords;
  return `fn centreOf(column: f32, row: f32) -> vec2f {
  let h = ${vector(words + w.start)} + ${vector(words + w.column)} * column + ${vector(words + w.row)} * row;
  let p = h.xy / max(h.z, ${floatLiteral(Math.fround(depthFloor))});
  return p * (1f + ${at(w.radial)} * min(dot(p, p), ${at(w.radialLimit)}));
}

fn squareOf(centre: vec2f) -> vec2f {
  return 0.5f + vec2f(${at(w.reachU)}, ${at(w.reachV)}) * centre;
}`;
}

/** `lateralOf`: what red's and blue's places are multiplied with, about the centre; 1 for green. */
export function lateralFunction(words: number): string {
  return `fn lateralOf(centre: vec2f, channel: i32) -> f32 {
  if (channel == 1i) {
    return 1f;
  }
  let c = select(${vector(words + lateralWords.blue)}, ${vector(words + lateralWords.red)}, channel == 0i);
  let square = dot(centre, centre);
  return 1f + c.x + square * (c.y + square * c.z);
}`;
}

/**
 * `placeOf`: where a pixel of the output level lies in the unit square of the uncropped picture, and so of every
 * canonical plane: `placeOf` of `graph/warp.ts`.
 */
export function placeFunction(kind: 'affine' | 'warp'): string {
  if (kind === 'warp') {
    return `${warpFunctions(header.map)}

fn placeOf(column: i32, row: i32) -> vec2f {
  return squareOf(centreOf(f32(column), f32(row)));
}`;
  }
  const m = (i: number): string => floatText(header.map + i);
  return `fn placeOf(column: i32, row: i32) -> vec2f {
  let x = f32(column) + 0.5f;
  let y = f32(row) + 0.5f;
  return vec2f(${m(0)} * x + ${m(1)} * y + ${m(2)}, ${m(3)} * x + ${m(4)} * y + ${m(5)});
}`;
}
