import type { Summary } from '@safelight/editmetrics';
import type { InverseResult } from '../inverse/solve.ts';
import type { Figures, Tally } from './summary.ts';

/** A Markdown table with padded cells, so that it reads in a terminal and can be pasted into a document. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export const number = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits));
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

/** A mean, and aloud what is missing from it. */
export function summaryText({ mean, succeeded, failed }: Summary): string {
  const missing = failed === 0 ? '' : `, ${failed} of ${succeeded + failed} FAILED and are not in it`;
  return `${number(mean)}${missing}`;
}

export function tallyTable(lines: readonly Tally[]): string {
  return markdown(
    ['category', 'language', 'cases passed', 'outcomes held', 'share'],
    lines.map(({ category, language, cases, casesPassed, outcomes, outcomesHeld }) => [
      category,
      language,
      `${casesPassed}/${cases}`,
      `${outcomesHeld}/${outcomes}`,
      percent(outcomesHeld, outcomes),
    ]),
  );
}

export function failingList(lines: readonly Tally[]): string {
  const failing = lines
    .filter(({ category }) => category !== 'all')
    .flatMap((line) => line.failing.map((one) => `  ${line.category}/${one}`));
  return failing.length === 0 ? 'Every outcome held.' : `Failing:\n${failing.join('\n')}`;
}

export function inverseTable(results: readonly InverseResult[]): string {
  return markdown(
    ['inverse problem', 'language', 'L1×10²', 'nothing done', 'L2×10³', 'nothing done', 'steps'],
    results.map(({ problem, nothing, edited, steps, error }) => [
      problem.id,
      problem.language,
      edited === null ? `FAILED (${error ?? 'no reason told'})` : number(edited.l1),
      number(nothing.l1),
      number(edited?.l2 ?? null),
      number(nothing.l2),
      String(steps),
    ]),
  );
}

export function figuresText({ sc, pq, o, inverse, stepsMean }: Figures): string {
  const lines = [
    `SC ${summaryText(sc)}; PQ ${summaryText(pq)}; O ${summaryText(o)} (judge: our own evaluator, instruction and aesthetic score mapped from 1..5 to 0..10; not comparable with a VLM judge's)`,
    `steps a turn: ${number(stepsMean)}`,
  ];
  const count = inverse.l2.succeeded + inverse.l2.failed;
  if (count > 0) {
    lines.unshift(
      `inverse: L1×10² ${summaryText(inverse.l1)} (nothing done: ${number(inverse.l1Nothing.mean)}), ` +
        `L2×10³ ${summaryText(inverse.l2)} (nothing done: ${number(inverse.l2Nothing.mean)}); nearer in ${inverse.nearer} of ${count}`,
    );
  }
  return lines.join('\n');
}
