/** Telling the forms of a value apart. */
import type { CallValue, SettingValue, SettingValues } from '@safelight/core';

/** Whether a call carries the fields of a structure rather than one value. */
export function isFields(value: CallValue): value is SettingValues {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Whether the value is a list of lists: points of a curve, dabs of a brush, sampled colours. */
export function isListOfLists(value: CallValue): value is readonly (readonly number[])[] {
  return Array.isArray(value) && Array.isArray((value as readonly unknown[])[0]);
}

/** Whether the value is a list of numbers: a range, a position. */
export function isNumbers(value: CallValue): value is readonly number[] {
  return Array.isArray(value) && !isListOfLists(value);
}

/** Numbers of a list that a text names; a stroke of a brush can have thousands. */
const namedEntriesMax = 16;

/** Any value as text: points joined by `pair`, long lists told by their length. */
export function textOfList(value: Extract<SettingValue, readonly unknown[]>, pair: string, separator: string): string {
  if (value.length > namedEntriesMax) return `[${value.length}]`;
  return value.map((entry) => (typeof entry === 'number' ? String(entry) : entry.join(pair))).join(separator);
}
