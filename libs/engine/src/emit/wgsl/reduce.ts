import { bandWords, sampleFunction, type SourceForm } from './source.ts';
import { workgroup } from './store.ts';
import type { StructuralKernel } from './structural.ts';
import { declareBuffer, declareWords, floatText, intText, wordText } from './words.ts';

/**
 * Exact area average in two passes, as in `run/reduce-strips.ts`: rows of a chunk along themselves, then down the
 * columns. Spans (which source pixels lie under a target pixel and the shares of the first and the last) come from the
 * processor, four words each: from, to (inclusive), head, tail.
 */
export const acrossWords = {
  ...bandWords,
  /** i32: source rows of the chunk; they lie in the band. */
  chunkRow: 4,
  chunkRows: 5,
  /** u32: columns of the target. */
  columns: 6,
  /** f32: source columns per target column. */
  ratio: 7,
  length: 8,
} as const;

const spanText = (axis: string, index: string): string[] => [
  `let start = bitcast<i32>(${axis}[${index} * 4u]);`,
  `let stop = bitcast<i32>(${axis}[${index} * 4u + 1u]);`,
  `let head = bitcast<f32>(${axis}[${index} * 4u + 2u]);`,
  `let tail = bitcast<f32>(${axis}[${index} * 4u + 3u]);`,
];
const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n');

/** Averages each row of a chunk: `sums` holds three planes of columns × chunkRows. */
export function emitReduceAcross(form: SourceForm): StructuralKernel {
  const w = acrossWords;
  const coded = form !== 'planar';
  const next = coded ? 3 : 2;
  const code = `${declareWords(w.length)}
${declareBuffer(1, 'read', 'band', coded ? 'u32' : 'f32')}
${coded ? `${declareBuffer(2, 'read', 'decode', 'f32')}\n` : ''}${declareBuffer(next, 'read', 'spans', 'u32')}
${declareBuffer(next + 1, 'write', 'sums', 'f32')}

${sampleFunction(form)}

@compute @workgroup_size(${workgroup.columns}, ${workgroup.rows})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let columns = ${wordText(w.columns)};
  let rows = ${wordText(w.chunkRows)};
  if (id.x >= columns || id.y >= rows) {
    return;
  }
${indented(spanText('spans', 'id.x'))}
  let row = ${intText(w.chunkRow)} + i32(id.y);
  for (var channel = 0u; channel < 3u; channel++) {
    var total = sampleOf(u32(start), row, channel) * head;
    for (var x = start + 1i; x < stop; x++) {
      total += sampleOf(u32(x), row, channel);
    }
    if (stop > start) {
      total += sampleOf(u32(stop), row, channel) * tail;
    }
    sums[(channel * rows + id.y) * columns + id.x] = total / ${floatText(w.ratio)};
  }
}
`;
  const kinds = ['read', 'read', 'write'] as const;
  return { code, words: w.length, kinds: ['uniform', ...(coded ? (['read'] as const) : []), ...kinds] };
}

export const downWords = {
  /** i32: source rows of the chunk. */
  chunkRow: 0,
  chunkRows: 1,
  /** u32: columns of the target. */
  columns: 2,
  /** f32: source rows per target row. */
  ratio: 3,
  /** i32: rows of the target that its band holds. */
  bandRow: 4,
  bandRows: 5,
  /** i32: rows of the target that the chunk reaches. */
  firstRow: 6,
  rows: 7,
  length: 8,
} as const;

/** Adds the rows of a chunk to the target rows over them; a target row's first chunk starts its sum. */
export function emitReduceDown(): StructuralKernel {
  const w = downWords;
  const code = `${declareWords(w.length)}
${declareBuffer(1, 'read', 'sums', 'f32')}
${declareBuffer(2, 'read', 'spans', 'u32')}
${declareBuffer(3, 'write', 'samples', 'f32')}

@compute @workgroup_size(${workgroup.columns}, ${workgroup.rows})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let columns = ${wordText(w.columns)};
  if (id.x >= columns || id.y >= ${wordText(w.rows)}) {
    return;
  }
  let row = ${intText(w.firstRow)} + i32(id.y);
${indented(spanText('spans', 'u32(row)'))}
  let chunkEnd = ${intText(w.chunkRow)} + ${intText(w.chunkRows)};
  for (var channel = 0u; channel < 3u; channel++) {
    let at = (channel * ${wordText(w.bandRows)} + u32(row - ${intText(w.bandRow)})) * columns + id.x;
    var total = 0f;
    if (start < ${intText(w.chunkRow)}) {
      total = samples[at];
    }
    for (var y = max(start, ${intText(w.chunkRow)}); y <= min(stop, chunkEnd - 1i); y++) {
      var share = 1f;
      if (y == start) {
        share = head;
      } else if (y == stop) {
        share = tail;
      }
      let line = channel * ${wordText(w.chunkRows)} + u32(y - ${intText(w.chunkRow)});
      total += sums[line * columns + id.x] * (share / ${floatText(w.ratio)});
    }
    samples[at] = total;
  }
}
`;
  return { code, words: w.length, kinds: ['uniform', 'read', 'read', 'write'] };
}
