/** Values that are lists of numbers: ranges, positions, dabs, sampled colours. */
import type { ListShape, RowShape, Tool } from '@safelight/catalogue';
import { describeList } from '@safelight/catalogue';
import { bad, ok, show, type Checked } from './checked.ts';

type RowChecked = { readonly row: readonly number[] } | { readonly refusal: Checked };

/** Checks a list against the tool's shape and brings its numbers to the precision that XMP keeps. */
export function checkList(tool: Tool, shape: ListShape, value: unknown): Checked {
  if (shape.kind === 'row') {
    const checked = checkRow(tool, shape, value, '');
    return 'row' in checked ? ok(checked.row) : checked.refusal;
  }
  const { rowsMin, rowsMax } = shape;
  if (!Array.isArray(value) || value.length < rowsMin || value.length > rowsMax) {
    return bad(`${tool.name} takes ${rowsMin} to ${rowsMax} entries ${describeList(shape)} Not ${show(value)}.`);
  }
  const rows: (readonly number[])[] = [];
  for (const [index, entry] of (value as unknown[]).entries()) {
    const checked = checkRow(tool, shape, entry, ` (entry ${index + 1})`);
    if ('refusal' in checked) return checked.refusal;
    rows.push(checked.row);
  }
  return ok(Object.freeze(rows));
}

function checkRow(tool: Tool, shape: ListShape, value: unknown, where: string): RowChecked {
  const { columns, required, rising, decimals } = shape.row;
  const refuse = (message: string): RowChecked => ({ refusal: bad(message) });
  if (!Array.isArray(value) || value.length < required || value.length > columns.length) {
    return refuse(`${tool.name} takes ${wanted(shape.row)}${where}, not ${show(value)}.`);
  }
  const row: number[] = [];
  for (const [index, entry] of (value as unknown[]).entries()) {
    const { name, min, max } = columns[index]!;
    if (typeof entry !== 'number' || !Number.isFinite(entry)) {
      return refuse(`${tool.name} takes ${wanted(shape.row)}${where}; ${name} is ${show(entry)}.`);
    }
    if (entry < min || entry > max) {
      const message = `${tool.name}${where}: ${name} takes a number from ${min} to ${max}; ${entry} is out of range.`;
      return { refusal: { ok: false, code: 'tool.outOfRange', message } };
    }
    if (decimals === 0 && !Number.isInteger(entry)) {
      return refuse(`${tool.name}${where}: ${name} takes a whole number, not ${entry}. Use ${Math.round(entry)}.`);
    }
    if (rising === true && index > 0 && entry < (value as number[])[index - 1]!) {
      return refuse(`${tool.name}${where} takes rising numbers; ${entry} follows a greater one. Sort them.`);
    }
    row.push(roundTo(entry, decimals));
  }
  return { row: Object.freeze(row) };
}

function wanted({ columns, required }: RowShape): string {
  const names = [...new Set(columns.map(({ name }) => name))].join(', ');
  const count = required === columns.length ? String(required) : `${required} to ${columns.length}`;
  return `${count} numbers (${names})`;
}

/** Faster than `toFixed`, which a stroke with 10,000 dabs would feel; `+ 0` turns −0 into 0. */
function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}
