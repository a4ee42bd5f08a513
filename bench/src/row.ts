/** One measured figure. Ratios are taken within one run, because absolute times differ from machine to machine. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** `ms`, `s`, `MiB`, `×` … */
  readonly unit: string;
  /** The limit this figure should keep, when there is one. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
  readonly note?: string;
}

export function goalMet(row: Row): boolean | undefined {
  if (row.goal === undefined) return undefined;
  return 'atMost' in row.goal ? row.value <= row.goal.atMost : row.value >= row.goal.atLeast;
}

function goalText(row: Row): string {
  if (row.goal === undefined) return '';
  const limit = 'atMost' in row.goal ? `≤ ${figure(row.goal.atMost)}` : `≥ ${figure(row.goal.atLeast)}`;
  return `${limit} ${goalMet(row) === true ? '✓' : '✗'}`;
}

/** Three significant digits, without an exponent. */
export function figure(value: number): string {
  if (value === 0) return '0';
  if (Number.isInteger(value)) return String(value);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 4));
}

/** A Markdown table, so that it can be pasted into docs/performance.md. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['what', 'figure', 'goal', 'note'],
    ...rows.map((row) => [row.name, `${figure(row.value)} ${row.unit}`, goalText(row), row.note ?? '']),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]!.length)));
  const lines = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
