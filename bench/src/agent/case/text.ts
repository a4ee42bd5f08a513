/** Capitals of 5 × 7 dots, a number a row, the leftmost dot the highest bit: machines differ in the fonts they have. */
const glyphs: Readonly<Record<string, readonly number[]>> = {
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  C: [14, 17, 16, 16, 16, 17, 14],
  D: [30, 17, 17, 17, 17, 17, 30],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  H: [17, 17, 17, 31, 17, 17, 17],
  I: [14, 4, 4, 4, 4, 4, 14],
  J: [7, 2, 2, 2, 2, 18, 12],
  K: [17, 18, 20, 24, 20, 18, 17],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  Q: [14, 17, 17, 17, 21, 18, 13],
  R: [30, 17, 17, 30, 20, 18, 17],
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  U: [17, 17, 17, 17, 17, 17, 14],
  V: [17, 17, 17, 17, 17, 10, 4],
  W: [17, 17, 17, 21, 21, 27, 17],
  X: [17, 17, 10, 4, 10, 17, 17],
  Y: [17, 17, 10, 4, 4, 4, 4],
  Z: [31, 1, 2, 4, 8, 16, 31],
  ' ': [0, 0, 0, 0, 0, 0, 0],
};
const glyphColumns = 5;
const cellColumns = 6;

/** Writes capitals in white across an RGB picture, one eighth below its top, as wide as it is. */
export function writeText(codes: Buffer, width: number, text: string): void {
  const dot = Math.max(1, Math.floor(width / (cellColumns * text.length + 1)));
  const height = codes.length / (3 * width);
  const top = Math.floor(height / 8);
  [...text].forEach((letter, index) => {
    const rows = glyphs[letter];
    if (rows === undefined) throw new Error(`There is no dot letter for "${letter}".`);
    rows.forEach((bits, row) => {
      for (let column = 0; column < glyphColumns; column++) {
        if (((bits >> (glyphColumns - 1 - column)) & 1) === 0) continue;
        const left = (index * cellColumns + column + 1) * dot;
        for (let y = top + row * dot; y < top + (row + 1) * dot; y++) {
          codes.fill(255, 3 * (y * width + left), 3 * (y * width + left + dot));
        }
      }
    });
  });
}
