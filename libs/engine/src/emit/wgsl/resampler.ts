import { workgroup } from './store.ts';
import type { StructuralKernel } from './structural.ts';
import { declareBuffer, declareWords, floatText, wordText } from './words.ts';

export const resamplerWords = {
  /** f32: where the rectangle's first pixel lies in the window, in window samples (0 = centre of the first). */
  x: 0,
  y: 1,
  /** f32: how far that moves from column to column, and from row to row. */
  columnX: 2,
  columnY: 3,
  rowX: 4,
  rowY: 5,
  /** u32: size of the window, the part of the source under the rectangle with its edge repeated: three planes. */
  windowWidth: 6,
  windowHeight: 7,
  /** u32: size of the rectangle. */
  columns: 8,
  rows: 9,
  /** u32: first sample of each channel's plane in the arena, and samples from row to row there. */
  red: 10,
  green: 11,
  blue: 12,
  stride: 13,
  length: 14,
} as const;

/** Where a pixel of the rectangle lies in the window. A warp of another kind replaces this function alone. */
const positionFunction = `fn positionOf(column: f32, row: f32) -> vec2f {
  return vec2f(
    ${floatText(resamplerWords.x)} + ${floatText(resamplerWords.columnX)} * column + ${floatText(resamplerWords.rowX)} * row,
    ${floatText(resamplerWords.y)} + ${floatText(resamplerWords.columnY)} * column + ${floatText(resamplerWords.rowY)} * row,
  );
}`;

/**
 * Catmull-Rom bicubic (Keys 1981, a = −½), kept within the range of the 16 samples: the WGSL form of
 * `emit/wasm/resampler.ts`.
 */
export function emitResampler(): StructuralKernel {
  const w = resamplerWords;
  const code = `${declareWords(w.length)}
${declareBuffer(1, 'read', 'window', 'f32')}
${declareBuffer(2, 'write', 'samples', 'f32')}

${positionFunction}

fn weightsOf(t: f32) -> vec4f {
  let t2 = t * t;
  let t3 = t2 * t;
  return vec4f(
    t2 - 0.5f * t3 - 0.5f * t,
    1.5f * t3 - 2.5f * t2 + 1f,
    2f * t2 - 1.5f * t3 + 0.5f * t,
    0.5f * t3 - 0.5f * t2,
  );
}

@compute @workgroup_size(${workgroup.columns}, ${workgroup.rows})
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${wordText(w.columns)} || id.y >= ${wordText(w.rows)}) {
    return;
  }
  let size = vec2i(vec2u(${wordText(w.windowWidth)}, ${wordText(w.windowHeight)}));
  let position = positionOf(f32(id.x), f32(id.y));
  let whole = floor(position);
  let across = weightsOf(position.x - whole.x);
  let down = weightsOf(position.y - whole.y);
  let corner = vec2i(whole) - 1i;
  let at = id.y * ${wordText(w.stride)} + id.x;
  let first = vec3u(${wordText(w.red)}, ${wordText(w.green)}, ${wordText(w.blue)});
  for (var channel = 0i; channel < 3i; channel++) {
    var sum = 0f;
    var low = 0f;
    var high = 0f;
    for (var j = 0i; j < 4i; j++) {
      let line = (channel * size.y + clamp(corner.y + j, 0i, size.y - 1i)) * size.x;
      var taps: vec4f;
      for (var i = 0i; i < 4i; i++) {
        taps[i] = window[line + clamp(corner.x + i, 0i, size.x - 1i)];
      }
      sum += dot(taps, across) * down[j];
      let least = min(min(taps.x, taps.y), min(taps.z, taps.w));
      let most = max(max(taps.x, taps.y), max(taps.z, taps.w));
      low = select(min(low, least), least, j == 0i);
      high = select(max(high, most), most, j == 0i);
    }
    samples[first[channel] + at] = clamp(sum, low, high);
  }
}
`;
  return { code, words: w.length, kinds: ['uniform', 'read', 'write'] };
}
