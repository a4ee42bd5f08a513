import { lateralFunction, lateralWords, warpFunctions, warpWords, type MapKind } from './place.ts';
import { workgroup } from './store.ts';
import type { StructuralKernel } from './structural.ts';
import { declareBuffer, declareWords, floatText, wordText } from './words.ts';

export const resamplerWords = {
  /** u32: size of the window, the part of the source under the rectangle with its edge repeated: three planes. */
  windowWidth: 0,
  windowHeight: 1,
  /** u32: size of the rectangle. */
  columns: 2,
  rows: 3,
  /** u32: first sample of each channel's plane in the arena, and samples from row to row there. */
  red: 4,
  green: 5,
  blue: 6,
  stride: 7,
  /** f32, of an affine map: where the rectangle's first pixel lies in the window (0 = centre of its first sample). */
  x: 8,
  y: 9,
  /** f32: how far that moves from column to column, and from row to row. */
  columnX: 10,
  columnY: 11,
  rowX: 12,
  rowY: 13,
  /** f32, of a warp: the level's size, where the window begins in it, and the words of `place.ts`. */
  levelWidth: 8,
  levelHeight: 9,
  left: 10,
  top: 11,
  warp: 12,
} as const;

const lengths: Record<MapKind, number> = {
  affine: resamplerWords.rowY + 1,
  warp: resamplerWords.warp + warpWords.length,
  lateral: resamplerWords.warp + lateralWords.length,
};

/** `positionOf`: where a channel of a pixel of the rectangle lies in the window. */
function positionFunction(kind: MapKind): string {
  const w = resamplerWords;
  if (kind === 'affine') {
    return `fn positionOf(column: f32, row: f32, channel: i32) -> vec2f {
  return vec2f(
    ${floatText(w.x)} + ${floatText(w.columnX)} * column + ${floatText(w.rowX)} * row,
    ${floatText(w.y)} + ${floatText(w.columnY)} * column + ${floatText(w.rowY)} * row,
  );
}`;
  }
  const isLateral = kind === 'lateral';
  return `${warpFunctions(w.warp)}
${isLateral ? `\n${lateralFunction(w.warp)}\n` : ''}
fn positionOf(column: f32, row: f32, channel: i32) -> vec2f {
  let centre = centreOf(column, row)${isLateral ? ';\n  let place = squareOf(centre * lateralOf(centre, channel))' : ';\n  let place = squareOf(centre)'};
  let size = vec2f(${floatText(w.levelWidth)}, ${floatText(w.levelHeight)});
  // Further outside than this everything is the repeated edge.
  let held = clamp(place * size - 0.5f, vec2f(-2f), size + 1f);
  return held - vec2f(${floatText(w.left)}, ${floatText(w.top)});
}`;
}

/**
 * Catmull-Rom bicubic (Keys 1981, a = −½), kept within the range of the 16 samples: the WGSL form of
 * `emit/wasm/resampler.ts`.
 */
export function emitResampler(kind: MapKind): StructuralKernel {
  const w = resamplerWords;
  const place = (channel: string, indent: string): string =>
    [
      `let position = positionOf(f32(id.x), f32(id.y), ${channel});`,
      'let whole = floor(position);',
      'let across = weightsOf(position.x - whole.x);',
      'let down = weightsOf(position.y - whole.y);',
      'let corner = vec2i(whole) - 1i;',
    ]
      .map((line) => `${indent}${line}\n`)
      .join('');
  const isLateral = kind === 'lateral';
  const code = `${declareWords(lengths[kind])}
${declareBuffer(1, 'read', 'window', 'f32')}
${declareBuffer(2, 'write', 'samples', 'f32')}

${positionFunction(kind)}

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
${isLateral ? '' : place('1i', '  ')}  let at = id.y * ${wordText(w.stride)} + id.x;
  let first = vec3u(${wordText(w.red)}, ${wordText(w.green)}, ${wordText(w.blue)});
  for (var channel = 0i; channel < 3i; channel++) {
${isLateral ? place('channel', '    ') : ''}    var sum = 0f;
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
  return { code, words: lengths[kind], kinds: ['uniform', 'read', 'write'] };
}
