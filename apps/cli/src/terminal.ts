import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';

/** A remark that does not stop the work; stderr, one line. */
export function warn(message: string): void {
  process.stderr.write(`${pc.yellow('note:')} ${message}\n`);
}

/** Display width of a text: colours take none; Chinese, Japanese and Korean characters and full-width forms take two columns. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    )
      ? 2
      : 1;
  }
  return width;
}

/** A wide character with the closing punctuation that must not begin a line; a word with what clings to it; a gap. */
const piecesOfText =
  /[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef][,.;:!?)，。；：！？、）》”’…]*|[^\s\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef]+[，。；：！？、）》”’…]*|\s+/gu;

/** Breaks a text into lines of at most `columns`; words stay whole, wide characters break anywhere. */
export function wrap(text: string, columns: number): string[] {
  const pieces = text.match(piecesOfText) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (widthOf(line + piece) > columns && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
