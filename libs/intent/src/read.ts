import { Fault, limits, type PastTurn } from '@safelight/core';
import { clausesOf } from './clause/clauses.ts';
import { noCarry, readClause, type Carry } from './clause/read-clause.ts';
import type { Statement } from './clause/reading.ts';
import { combine } from './combine/combine.ts';
import type { Intent } from './intent.ts';
import { scan } from './scan/scan.ts';
import { localeOf } from './scan/text.ts';

/**
 * Understands an instruction in English, Chinese or a mixture of both, by the lexicon alone. What it does not
 * understand is listed verbatim, never guessed. `history` are the session's earlier turns, oldest first: a follow-up
 * such as "less" refers to them.
 *
 * @throws Fault `instruction.empty` when there is no text, `instruction.tooLong` past `limits.instructionLengthChars`.
 */
export function readInstruction(text: string, history: readonly PastTurn[] = []): Intent {
  return combine(statementsOf(text), { text, locale: localeOf(text), history });
}

/**
 * What each clause states, with its place in the text: `combine` makes an intent of it. A statement `notUnderstood` is
 * a whole clause, or the words of one that its other statements leave over.
 *
 * @throws as `readInstruction`.
 */
export function statementsOf(text: string): readonly Statement[] {
  if (text.trim() === '') {
    throw new Fault('instruction.empty', 'Say in a sentence what the photo should become.', { field: 'instruction' });
  }
  if (text.length > limits.instructionLengthChars) {
    throw new Fault(
      'instruction.tooLong',
      `The instruction has ${text.length} characters; shorten it to ${limits.instructionLengthChars}.`,
      { field: 'instruction' },
    );
  }
  const statements: Statement[] = [];
  let carry: Carry = noCarry;
  for (const clause of clausesOf(scan(text))) {
    const read = readClause(clause, carry);
    statements.push(...read.statements);
    ({ carry } = read);
  }
  // Words without any wish ("please, the photo") are not passed over in silence.
  return statements.length > 0 ? statements : [{ kind: 'notUnderstood', from: 0, to: text.length }];
}
