/**
 * The words through which a kernel gets its geometry, offsets and parameters: binding 0, an array of vec4u. Bindings
 * are few because an adapter of the compatibility level offers few: everything small goes through here.
 */

/** Words of the header that every kernel of a stage has; the rest is laid out by the kernel's layout. */
export const header = {
  /** i32: column and row of the level at which the arena's planes begin. */
  left: 0,
  top: 1,
  /** i32: samples from row to row in the arena. */
  stride: 2,
  /** i32: size of the output level; reads outside it repeat its edge. */
  width: 4,
  height: 5,
  /** i32: the pixels to compute, in columns and rows of the level; ends exclusive. */
  firstColumn: 8,
  firstRow: 9,
  endColumn: 10,
  endRow: 11,
  /** u32: words from row to row of packed pixels, or samples of one plane of them. */
  pixelStride: 12,
  /** f32: the map to the unit square of canonical planes: ux, uy, u0, vx, vy, v0, or a warp (`place.ts`). */
  map: 16,
  length: 32,
} as const;

const lanes = ['x', 'y', 'z', 'w'] as const;

export const wordText = (word: number): string => `words[${word >> 2}].${lanes[word & 3]}`;
export const intText = (word: number): string => `bitcast<i32>(${wordText(word)})`;
export const floatText = (word: number): string => `bitcast<f32>(${wordText(word)})`;

/** Uniform buffers of compatibility adapters hold this much; longer word lists go into a storage buffer. */
const uniformBytesMax = 16_384;

export type BindingKind = 'uniform' | 'read' | 'write';

export const wordsKind = (words: number): BindingKind => (words * 4 > uniformBytesMax ? 'read' : 'uniform');

/** Words are handed out in fours. */
export const roundedWords = (words: number): number => (words + 3) & ~3;

/** Declares the words as binding 0. */
export function declareWords(words: number): string {
  const space = wordsKind(words) === 'uniform' ? 'uniform' : 'storage, read';
  return `@group(0) @binding(0) var<${space}> words: array<vec4u, ${roundedWords(words) / 4}>;`;
}

export function declareBuffer(binding: number, kind: 'read' | 'write', name: string, type: 'f32' | 'u32'): string {
  const access = kind === 'read' ? 'read' : 'read_write';
  return `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: array<${type}>;`;
}
