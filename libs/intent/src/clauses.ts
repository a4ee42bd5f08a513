import type { Token } from './scan.ts';

/** Tokens between two breaks or joins. */
export interface Clause {
  readonly tokens: readonly Token[];
  /** What stands before it: "and" hands more over from the clause before than a comma does. */
  readonly after: 'start' | 'join' | 'break';
}

/** Cuts the tokens at breaks (commas, "but", "with") and joins ("and"); clauses without tokens are left out. */
export function clausesOf(tokens: readonly Token[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let current: Token[] = [];
  let after: Clause['after'] = 'start';
  const close = (): void => {
    if (current.length > 0) clauses.push({ tokens: current, after });
    current = [];
  };
  for (const token of tokens) {
    const { kind } = token.meaning;
    if (kind !== 'join' && kind !== 'break') {
      current.push(token);
      continue;
    }
    const closed = current.length > 0;
    close();
    // ", and": the comma between them does not weaken the "and".
    if (closed || after === 'start' || kind === 'join') after = kind;
  }
  close();
  return clauses;
}
