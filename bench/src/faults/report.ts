import type { FaultRow, Finding, Injection } from './findings.ts';

/** A Markdown table, so that it can be pasted into docs/performance.md. */
export function table(rows: readonly FaultRow[]): string {
  const head = ['fault', 'what', 'injected', 'survived', 'lost', 'duplicated', 'note'];
  const cells = [
    head,
    ...rows.map(({ fault, what, injected, survived, lost, duplicated, note }) =>
      [fault, what, injected, survived, lost, duplicated, note].map(String),
    ),
  ];
  const widths = head.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const lines = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}

const meanwhileMax = 12;

/** Enough to find it again: what, where, and what was injected while the work was under way. */
export function story({ kind, phase, what, where, meanwhile }: Finding): string {
  const last = meanwhile.slice(-meanwhileMax).map((injection) => `    ${told(injection)}`);
  const left = meanwhile.length > meanwhileMax ? [`    … ${meanwhile.length - meanwhileMax} earlier ones`] : [];
  return [`${kind.toUpperCase()} under ${phase}: ${what}`, `  ${where}`, ...left, ...last].join('\n');
}

export function told({ atMs, fault, what, after }: Injection): string {
  return `${(atMs / 1000).toFixed(1).padStart(6)} s  ${fault.padEnd(3)} ${what}${after === null ? '' : ` after ${after}`}`;
}
