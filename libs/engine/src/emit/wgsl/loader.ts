import { bandWords, sampleFunction, type SourceForm } from './source.ts';
import type { StructuralKernel } from './structural.ts';
import { declareBuffer, declareWords, intText, wordText } from './words.ts';
import { workgroup } from './store.ts';

export const loaderWords = {
  ...bandWords,
  /** i32: the rectangle of the level to load; what lies outside the level repeats its edge. */
  left: 4,
  top: 5,
  columns: 6,
  rows: 7,
  /** u32: first sample of each channel's plane in the target, and samples from row to row there. */
  red: 8,
  green: 9,
  blue: 10,
  stride: 11,
  length: 12,
} as const;

/**
 * Turns the part of a rectangle that one band of a level holds into three planes of linear f32: the WGSL form of
 * `emit/wasm/loader.ts`, with the edge repeated.
 */
export function emitLoader(form: SourceForm): StructuralKernel {
  const w = loaderWords;
  const coded = form !== 'planar';
  const code = `${declareWords(w.length)}
${declareBuffer(1, 'read', 'band', coded ? 'u32' : 'f32')}
${coded ? `${declareBuffer(2, 'read', 'decode', 'f32')}\n` : ''}${declareBuffer(coded ? 3 : 2, 'write', 'samples', 'f32')}

${sampleFunction(form)}

@compute @workgroup_size(${workgroup.columns}, ${workgroup.rows})
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${wordText(w.columns)} || id.y >= ${wordText(w.rows)}) {
    return;
  }
  let row = clamp(${intText(w.top)} + i32(id.y), 0i, ${intText(w.height)} - 1i);
  if (row < ${intText(w.firstRow)} || row >= ${intText(w.firstRow)} + ${intText(w.rowCount)}) {
    return;
  }
  let column = u32(clamp(${intText(w.left)} + i32(id.x), 0i, ${intText(w.width)} - 1i));
  let at = id.y * ${wordText(w.stride)} + id.x;
  samples[${wordText(w.red)} + at] = sampleOf(column, row, 0u);
  samples[${wordText(w.green)} + at] = sampleOf(column, row, 1u);
  samples[${wordText(w.blue)} + at] = sampleOf(column, row, 2u);
}
`;
  return { code, words: w.length, kinds: coded ? ['uniform', 'read', 'read', 'write'] : ['uniform', 'read', 'write'] };
}
