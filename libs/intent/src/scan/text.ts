import type { Locale } from '@safelight/core';

const han = /\p{Script=Han}/u;

/**
 * The text in the form in which phrases are matched: lower case, half-width, plain quotes and minus signs, hyphens
 * within words as spaces. It has the length of the input, so that positions in it are positions in the input.
 */
export function fold(text: string): string {
  const folded = Array.from({ length: text.length }, (_, index) => foldUnit(text[index]!)).join('');
  return folded.replaceAll(/(?<=[a-z])-(?=[a-z])/g, ' ');
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  // U+FF01 … U+FF5E are the full-width forms of ! … ~.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  if (/\s/.test(unit)) return unit === '\n' ? '\n' : ' ';
  if (unit === '\u2019' || unit === '\u2018') return "'";
  if (unit === '\u2212' || unit === '\u2013' || unit === '\u2014') return '-';
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}

/** Chinese when it holds at least as many Han characters as words in Latin letters. */
export function localeOf(text: string): Locale {
  const hanCount = [...text].filter((character) => han.test(character)).length;
  const words = text.match(/[A-Za-z]+/g)?.length ?? 0;
  return hanCount > 0 && hanCount >= words ? 'zh' : 'en';
}
