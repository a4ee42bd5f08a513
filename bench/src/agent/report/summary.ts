import { summarise, type Summary } from '@safelight/editmetrics';
import type { InverseResult } from '../inverse/solve.ts';
import type { CaseResult } from '../run/case.ts';

/** Cases and outcomes of one category and language. */
export interface Tally {
  readonly category: string;
  readonly language: string;
  readonly cases: number;
  readonly casesPassed: number;
  readonly outcomes: number;
  readonly outcomesHeld: number;
  /** Of the cases that failed: `name: outcome, outcome`. */
  readonly failing: readonly string[];
}

export const verdictsOf = ({ turns }: CaseResult) => turns.flatMap(({ verdicts }) => verdicts);
export const passed = (result: CaseResult): boolean => verdictsOf(result).every(({ held }) => held);

export function tally(results: readonly CaseResult[], category: string, language: string): Tally {
  const verdicts = results.flatMap(verdictsOf);
  const failing = results
    .filter((result) => !passed(result))
    .map((result) => {
      const names = verdictsOf(result).filter(({ held }) => !held);
      return `${result.case.name}: ${names.map(({ name }) => name).join(', ')}`;
    });
  return {
    category,
    language,
    cases: results.length,
    casesPassed: results.filter(passed).length,
    outcomes: verdicts.length,
    outcomesHeld: verdicts.filter(({ held }) => held).length,
    failing,
  };
}

/** A line a category and language, then a line a language, then all. */
export function tallies(results: readonly CaseResult[]): Tally[] {
  const lines: Tally[] = [];
  const of = (category: string, language: string): CaseResult[] =>
    results.filter((one) => one.case.category === category && one.case.language === language);
  const categories = [...new Set(results.map((one) => one.case.category))];
  const languages = [...new Set(results.map((one) => one.case.language))].sort();
  for (const category of categories) {
    for (const language of languages) {
      const some = of(category, language);
      if (some.length > 0) lines.push(tally(some, category, language));
    }
  }
  for (const language of languages) {
    lines.push(
      tally(
        results.filter((one) => one.case.language === language),
        'all',
        language,
      ),
    );
  }
  if (languages.length > 1) lines.push(tally(results, 'all', 'all'));
  return lines;
}

/** The judge's means and the inverse problems' distances, failures counted. */
export interface Figures {
  readonly sc: Summary;
  readonly pq: Summary;
  readonly o: Summary;
  readonly inverse: {
    readonly l1: Summary;
    readonly l2: Summary;
    readonly l1Nothing: Summary;
    readonly l2Nothing: Summary;
    /** Problems that ended nearer to their target (L2) than they began. */
    readonly nearer: number;
  };
  readonly stepsMean: number | null;
}

export function figures(results: readonly CaseResult[], inverse: readonly InverseResult[]): Figures {
  // A turn that was refused on purpose was not edited: there is nothing to judge. One that broke has failed.
  const turns = results.flatMap((result) =>
    result.turns.filter(({ judged }) => judged !== null || result.error !== null),
  );
  const judged = (score: 'sc' | 'pq' | 'o'): Summary => summarise(turns.map((turn) => turn.judged?.[score] ?? null));
  const steps = summarise([
    ...results.flatMap(({ turns: all }) => all.map((turn) => turn.steps)),
    ...inverse.map((one) => (one.edited === null ? null : one.steps)),
  ]);
  return {
    sc: judged('sc'),
    pq: judged('pq'),
    o: judged('o'),
    inverse: {
      l1: summarise(inverse.map(({ edited }) => edited?.l1 ?? null)),
      l2: summarise(inverse.map(({ edited }) => edited?.l2 ?? null)),
      l1Nothing: summarise(inverse.map(({ nothing }) => nothing.l1)),
      l2Nothing: summarise(inverse.map(({ nothing }) => nothing.l2)),
      nearer: inverse.filter(({ edited, nothing }) => edited !== null && edited.l2 < nothing.l2).length,
    },
    stepsMean: steps.mean,
  };
}
