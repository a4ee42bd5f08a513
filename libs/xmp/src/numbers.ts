/** Numbers as texts. */

export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 64 || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}

/** Numbers separated by commas or spaces; undefined when one of them is none. */
export function parseNumbers(text: string): number[] | undefined {
  const parts = text.trim().split(/\s*,\s*|\s+/);
  if (parts.length > 64) return undefined;
  const numbers = parts.map(parseNumber);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

/** Six digits after the point, as Adobe writes tuples. */
export function fixed6(number: number): string {
  return number.toFixed(6);
}

/** At most six digits after the point, without trailing zeros. */
export function short6(number: number): string {
  return String(Number(number.toFixed(6)) + 0);
}
