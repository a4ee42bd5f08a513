import { Fault, limits } from '@safelight/core';
import { clausesOf } from './clauses.ts';
import { combine } from './combine.ts';
import type { Intent } from './intent.ts';
import { noCarry, readClause, type Carry } from './read-clause.ts';
import type { Statement } from './reading.ts';
import { scan } from './scan.ts';
import { fold, localeOf } from './text.ts';

/**
 * Understands an instruction in English, Chinese or a mixture of both. What it does not understand is listed
 * verbatim, never guessed.
 *
 * @throws Fault `instruction.empty` when there is no text, `instruction.tooLong` past `limits.instructionLengthChars`.
 */
export function readInstruction(text: string): Intent {
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
  const folded = fold(text);
  const statements: Statement[] = [];
  let carry: Carry = noCarry;
  for (const clause of clausesOf(scan(text))) {
    const read = readClause(clause, carry, folded);
    statements.push(...read.statements);
    ({ carry } = read);
  }
  return combine(statements, text, localeOf(text));
}
