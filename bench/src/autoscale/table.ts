import type { Outcome } from './model/result.ts';
import { standings, type Standing, type Verdict } from './compare.ts';

const heads = [
  'rule',
  'missed',
  'of 100,000',
  'given up',
  'GPU hours',
  'a day',
  'cold starts',
  'flaps',
  'most',
  'worst p99',
];

export function standingsTable(all: readonly Standing[], days: number): string {
  return markdown(
    heads,
    all.map((one) => [
      one.policy,
      grouped(one.misses),
      ((one.misses / one.requests) * 1e5).toFixed(one.misses / one.requests > 1e-3 ? 0 : 2),
      grouped(one.failed),
      grouped(one.replicaSeconds / 3600),
      (one.replicaSeconds / 3600 / days).toFixed(1),
      grouped(one.coldStarts),
      grouped(one.flaps),
      String(one.replicasMost),
      `${one.p99Seconds.toFixed(1)} s`,
    ]),
  );
}

/** Misses and GPU hours of every rule on every trace. */
export function traceTable(outcomes: readonly Outcome[]): string {
  const policies = [...new Set(outcomes.map(({ policy }) => policy))];
  const rows = [...Map.groupBy(outcomes, ({ trace }) => trace)].map(([trace, all]) => [
    trace,
    grouped(all[0]!.arrived),
    ...policies.map((policy) => {
      const { misses, replicaSeconds } = all.find((one) => one.policy === policy)!;
      return `${grouped(misses)} / ${(replicaSeconds / 3600).toFixed(0)}`;
    }),
  ]);
  return markdown(['trace', 'requests', ...policies], rows);
}

export function verdictLine({ best, ours, saved, isMet }: Verdict): string {
  const misses = `${grouped(ours.misses)} misses against ${grouped(best.misses)} of ${best.policy}, which misses least`;
  return `${isMet ? '✓' : '✗'} ${misses}, at ${(saved * 100).toFixed(1)} % fewer GPU-seconds (goal: no more, at 15 % fewer).`;
}

export function standingsOf(outcomes: readonly Outcome[]): string {
  return standingsTable(standings(outcomes), new Set(outcomes.map(({ trace }) => trace)).size);
}

/** A table that is aligned as prettier leaves it. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((text, column) => Math.max(3, text.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export const grouped = (value: number) => Math.round(value).toLocaleString('en-GB');
