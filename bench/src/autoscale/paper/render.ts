/** The tables of docs/scale.md, which a test holds to this. */
import { figure } from '../../row.ts';
import { markdown } from '../table.ts';
import type { Estimate } from './estimate.ts';
import type { Parameter } from './parameters.ts';

export function parameterTable(parameters: Readonly<Record<string, Parameter>>): string {
  const rows = Object.entries(parameters).map(([name, { value, unit, source }]) => [
    `\`${name}\``,
    `${shown(value)} ${unit}`.trim(),
    source,
  ]);
  return markdown(['parameter', 'value', 'source'], rows);
}

export function needTable({ lines }: Estimate): string {
  return markdown(
    ['what', 'how', 'mean', 'peak'],
    lines.map(({ what, how, mean, peak, unit }) => [
      what,
      how,
      `${shown(mean)} ${unit}`.trim(),
      peak === null ? '' : `${shown(peak)} ${unit}`.trim(),
    ]),
  );
}

export function costTable({ costs, dollarsPerThousandEdits }: Estimate): string {
  const total = costs.reduce((sum, { dollarsAMonth }) => sum + dollarsAMonth, 0);
  return markdown(
    ['what', 'how', '$ a month', 'share'],
    [
      ...costs.map(({ what, how, dollarsAMonth }) => [
        what,
        how,
        shown(dollarsAMonth),
        `${((100 * dollarsAMonth) / total).toFixed(1)} %`,
      ]),
      ['all of it', `${dollarsPerThousandEdits.toFixed(2)} $ for a thousand edits`, shown(total), '100 %'],
    ],
  );
}

/** Three digits, thousands apart. */
function shown(value: number): string {
  if (Math.abs(value) < 100) return figure(value);
  const digits = Math.floor(Math.log10(Math.abs(value)));
  const rounded = Math.round(value / 10 ** (digits - 2)) * 10 ** (digits - 2);
  return rounded.toLocaleString('en-GB');
}
