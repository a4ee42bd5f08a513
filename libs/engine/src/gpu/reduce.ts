import { acrossWords, downWords } from '../emit/wgsl/reduce.ts';
import type { LevelShape } from '../run/geometry.ts';
import { spansOf } from '../run/reduce-strips.ts';
import { structuralKernel } from './kernels.ts';
import type { GpuLevel } from './levels.ts';
import type { GpuSession } from './session.ts';
import { BatchBuilder, groupsOf, PassWords } from './words.ts';

/** Source pixels of a chunk: a dispatch that takes long is taken for a hang by some systems. */
const chunkPixelsMax = 16 * 1024 * 1024;

type Spans = ReturnType<typeof spansOf>;

/** Spans as the kernels read them: from, to, head, tail. */
function packed(spans: Spans): Uint8Array {
  const words = new Int32Array(spans.length * 4);
  const shares = new Float32Array(words.buffer);
  for (const [i, { from, to, head, tail }] of spans.entries()) {
    words.set([from, to], i * 4);
    shares.set([head, tail], i * 4 + 2);
  }
  return new Uint8Array(words.buffer);
}

/** The exact area average of a part of a level, as a new level in the child; gives the batches to run in order. */
export async function reduceBatches(
  session: GpuSession,
  source: GpuLevel,
  { area, width, height }: LevelShape,
): Promise<{ readonly target: GpuLevel; readonly batches: readonly BatchBuilder[] }> {
  const target = session.newLevel(width, height);
  const across = structuralKernel(session, `across ${source.form}`);
  const down = structuralKernel(session, 'down');
  const [columns, rows] = [
    spansOf(area.x, area.width, width, source.width),
    spansOf(area.y, area.height, height, source.height),
  ];
  const [columnSpans, rowSpans] = [packed(columns), packed(rows)];
  const columnBuffer = session.scratch('columns', columnSpans.byteLength);
  const rowBuffer = session.scratch('rows', rowSpans.byteLength);
  await session.process.fill(columnBuffer, 0, columnSpans);
  await session.process.fill(rowBuffer, 0, rowSpans);
  const chunkRowsMax = Math.max(
    1,
    Math.floor(Math.min(session.bufferBytesMax / (width * 12), chunkPixelsMax / source.width)),
  );
  const sums = session.scratch('sums', Math.min(chunkRowsMax, source.height) * width * 12);
  const [firstUsed, lastUsed] = [rows[0]!.from, rows.at(-1)!.to];
  const batches: BatchBuilder[] = [];
  for (const { firstRow, rowCount, buffer } of source.bands) {
    const end = Math.min(firstRow + rowCount, lastUsed + 1);
    for (let chunkRow = Math.max(firstRow, firstUsed); chunkRow < end; chunkRow += chunkRowsMax) {
      const chunkRows = Math.min(chunkRowsMax, end - chunkRow);
      const batch = new BatchBuilder();
      const acrossWordsOfChunk = new PassWords(acrossWords.length)
        .setInts(acrossWords, { width: source.width, height: source.height, firstRow, rowCount })
        .setInts(acrossWords, { chunkRow, chunkRows, columns: width })
        .setFloats(acrossWords, { ratio: area.width / width });
      const decode = source.decode === null ? [] : [source.decode];
      batch.pass(across, acrossWordsOfChunk, [buffer, ...decode, columnBuffer, sums], groupsOf(width, chunkRows));
      const [first, last] = targetRows(rows, chunkRow, chunkRow + chunkRows - 1);
      for (const band of target.bands) {
        const [from, to] = [Math.max(first, band.firstRow), Math.min(last, band.firstRow + band.rowCount - 1)];
        if (from > to) continue;
        const words = new PassWords(downWords.length)
          .setInts(downWords, { chunkRow, chunkRows, columns: width, bandRow: band.firstRow, bandRows: band.rowCount })
          .setInts(downWords, { firstRow: from, rows: to - from + 1 })
          .setFloats(downWords, { ratio: area.height / height });
        batch.pass(down, words, [sums, rowBuffer, band.buffer], groupsOf(width, to - from + 1));
      }
      batches.push(batch);
    }
  }
  return { target, batches };
}

/** The first and the last target row over some source rows. */
function targetRows(rows: Spans, from: number, to: number): readonly [number, number] {
  return [rows.findIndex((span) => span.to >= from), rows.findLastIndex((span) => span.from <= to)];
}
