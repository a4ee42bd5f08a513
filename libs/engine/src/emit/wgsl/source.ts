import { intText, wordText } from './words.ts';

/** How a band of a level lies in its buffer: whole rows, interleaved codes or three planes of f32. */
export type SourceForm = 'coded8' | 'coded16' | 'planar';

/** Words that say where a band lies: binding 1 holds its rows, binding 2 (of codes) the decode tables. */
export const bandWords = {
  /** i32: size of the level. */
  width: 0,
  height: 1,
  /** i32: rows of the level that the band holds. */
  firstRow: 2,
  rowCount: 3,
  length: 4,
} as const;

/**
 * The function `sampleOf(column, row, channel)`: a linear sample of the level, which must lie in the band. Binding 1
 * is `band`; for codes binding 2 is `decode`, three tables (R, G, B) one after the other.
 */
export function sampleFunction(form: SourceForm): string {
  const line = `u32(row - ${intText(bandWords.firstRow)})`;
  const width = wordText(bandWords.width);
  if (form === 'planar') {
    return `fn sampleOf(column: u32, row: i32, channel: u32) -> f32 {
  return band[(channel * ${wordText(bandWords.rowCount)} + ${line}) * ${width} + column];
}`;
  }
  const [perWord, bits, shift] = form === 'coded8' ? [2, 8, 3] : [1, 16, 4];
  return `fn sampleOf(column: u32, row: i32, channel: u32) -> f32 {
  let index = (${line} * ${width} + column) * 3u + channel;
  let code = (band[index >> ${perWord}u] >> ((index & ${2 ** perWord - 1}u) << ${shift}u)) & ${2 ** bits - 1}u;
  return decode[(channel << ${bits}u) + code];
}`;
}

/** Bytes that a row of a level of this form takes in its band. */
export const rowBytesOf = (form: SourceForm, width: number): number =>
  width * { coded8: 3, coded16: 6, planar: 12 }[form];
