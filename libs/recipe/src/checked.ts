/** The answer of a check. */
import type { SettingValue } from '@safelight/core';

/** A value in its canonical form, or why it does not fit. */
export type Checked =
  | { readonly ok: true; readonly value: SettingValue }
  | { readonly ok: false; readonly code: 'tool.badValue' | 'tool.outOfRange'; readonly message: string };

export function ok(value: SettingValue): Checked {
  return { ok: true, value };
}

export function bad(message: string): Checked {
  return { ok: false, code: 'tool.badValue', message };
}

/** A value for a message: short, on one line. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(shortened(value)) ?? String(typeof value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The first entries are enough for a message; a stroke can have thousands. */
function shortened(value: unknown): unknown {
  return Array.isArray(value) ? value.slice(0, 32) : value;
}
