import { localToolOf, stepOf } from '../clause/explicit.ts';
import type { Statement } from '../clause/reading.ts';
import { plain } from './goals.ts';
import { regionKey } from './key.ts';

/** What clauses say of each other: amounts that stand apart from their wish, praise, sliders that go opposite ways. */
export function together(statements: readonly Statement[]): readonly Statement[] {
  return separated(measured(sized(withoutPraise(statements))));
}

/** "Nice, but a little less": beside a wish of its own clause a "nice" praises the photo, or the edit before. */
function withoutPraise(statements: readonly Statement[]): readonly Statement[] {
  const isPraise = (one: Statement): boolean => one.kind === 'correction' && one.praise === true;
  return statements.every(isPraise) ? statements : statements.filter((one) => !isPraise(one));
}

/** Puts the amount of 压下来一点 on the complaint before it. */
function sized(statements: readonly Statement[]): readonly Statement[] {
  return statements.map((one, index) => {
    const next = statements[index + 1];
    return next?.kind === 'sized' && isSized(one) && one.size === null ? { ...one, size: next.size } : one;
  });
}

/**
 * "Vibrance up, saturation down" pulls one axis both ways and is no contradiction: two sliders are named, and each is
 * moved by a share of its range.
 */
function separated(statements: readonly Statement[]): readonly Statement[] {
  const goals = statements.filter((one) => one.kind === 'goal');
  return statements.map((one): Statement => {
    if (one.kind !== 'goal' || one.tool === undefined || one.tool === null) return one;
    const key = `${one.axis} ${regionKey(one.region)}`;
    const apart = goals.some(
      ({ axis, region, sign, tool }) =>
        `${axis} ${regionKey(region)}` === key &&
        sign !== one.sign &&
        tool !== undefined &&
        tool !== null &&
        tool !== one.tool,
    );
    const value = apart ? stepOf(one.tool, one.sign, one.size ?? plain) : null;
    if (value === null || (one.region !== null && localToolOf(one.tool) === undefined)) return one;
    const { from, to, tool, region } = one;
    return { kind: 'explicit', tool, value, region, relative: true, from, to };
  });
}

/** Puts the amount of a clause such as "but subtle" on what has none; alone it speaks of the turn before. */
function measured(statements: readonly Statement[]): readonly Statement[] {
  const measure = statements.findLast((statement) => statement.kind === 'measure');
  if (measure === undefined) return statements;
  const rest = statements.filter(({ kind }) => kind !== 'measure');
  if (rest.some(isSized))
    return rest.map((one) => (isSized(one) && one.size === null ? { ...one, size: measure.size } : one));
  const { from, to, size } = measure;
  return [...rest, { kind: 'followUp', what: { kind: 'again', scale: size < 0.6 ? 0.6 : 1.4 }, from, to }];
}

function isSized(
  statement: Statement,
): statement is Exclude<Extract<Statement, { readonly size: number | null }>, { readonly kind: 'measure' | 'sized' }> {
  return 'size' in statement && statement.kind !== 'measure' && statement.kind !== 'sized';
}
