import type { InverseResult } from '../inverse/solve.ts';
import type { CaseResult } from '../run/case.ts';
import type { TurnSwitches } from '../run/client.ts';
import { markdown, number, percent, summaryText } from './print.ts';
import { figures, passed, tally, verdictsOf } from './summary.ts';

/** What one set of switches came to. */
export interface VariantResult {
  readonly label: string;
  readonly cases: readonly CaseResult[];
  readonly inverse: readonly InverseResult[];
}

const candidates = 2;

/** The whole agent first, then one thing taken from it at a time. It works interleaved unless it is told otherwise. */
export const variants: readonly { readonly label: string; readonly switches: TurnSwitches }[] = [
  { label: `interleaved, reflection, G = ${candidates}`, switches: { candidates } },
  { label: 'text-only', switches: { candidates, textOnly: true } },
  { label: 'no reflection', switches: { candidates, reflectionsMax: 0 } },
  { label: 'no candidates (G = 1)', switches: { candidates: 1 } },
];

export function ablationTable(runs: readonly VariantResult[]): string {
  return markdown(
    ['variant', 'cases', 'outcomes', 'outcomes zh', 'L1×10²', 'L2×10³', 'nearer', 'O', 'steps', 's a case'],
    runs.map(({ label, cases, inverse }) => {
      const all = tally(cases, 'all', 'all');
      const zh = tally(
        cases.filter((one) => one.case.language === 'zh'),
        'all',
        'zh',
      );
      const means = figures(cases, inverse);
      const wallMs = cases.reduce((sum, one) => sum + one.wallMs, 0) / Math.max(1, cases.length);
      return [
        label,
        cases.length === 0 ? '–' : `${cases.filter(passed).length}/${cases.length}`,
        percent(cases.flatMap(verdictsOf).filter(({ held }) => held).length, all.outcomes),
        percent(zh.outcomesHeld, zh.outcomes),
        summaryText(means.inverse.l1),
        summaryText(means.inverse.l2),
        `${means.inverse.nearer}/${inverse.length}`,
        summaryText(means.o),
        number(means.stepsMean),
        cases.length === 0 ? '–' : number(wallMs / 1000, 1),
      ];
    }),
  );
}
