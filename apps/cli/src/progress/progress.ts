import type { Evaluation, Locale, SessionEventBody, TokenUsage } from '@safelight/core';
import pc from 'picocolors';
import { CandidateProgress } from './candidate.ts';
import { formatUsage } from './format.ts';
import { Screen, type ScreenOptions } from './screen.ts';
import { progressWords, say, type ProgressWords } from './words.ts';

export interface ProgressOptions extends ScreenOptions {
  readonly locale: Locale;
}

type Body<T extends SessionEventBody['type']> = Extract<SessionEventBody, { readonly type: T }>;

/** Tells a turn as it happens: one block per step; of a group, one block per edit. */
export class Progress implements Disposable {
  readonly #screen: Screen;
  readonly #words: ProgressWords;
  #candidates: readonly CandidateProgress[] = [];

  constructor({ locale, ...screen }: ProgressOptions) {
    this.#screen = new Screen(screen);
    this.#words = progressWords(locale);
  }

  wait(what: 'starting' | 'reading' | 'exporting' | 'looking' | 'comparing'): void {
    this.#screen.wait(this.#words[what]);
  }

  heading(text: string): void {
    this.#screen.write(pc.bold(text), '');
  }

  /** What a model counted; nothing where none was asked. */
  counted(usage: TokenUsage): void {
    const text = formatUsage(usage, this.#words);
    if (text !== '') this.#screen.write(`     ${pc.dim(text)}`, '');
  }

  /** Lines for an event; what a person cannot use (leases, cursors) is passed over. */
  tell(body: SessionEventBody): void {
    switch (body.type) {
      case 'turn.requested': {
        const { candidates } = body.options;
        this.#candidates = Array.from({ length: candidates }, (_, index) => {
          const label = candidates === 1 ? null : String(index + 1);
          return new CandidateProgress(this.#screen, this.#words, label);
        });
        break;
      }
      case 'turn.started':
        for (const candidate of this.#candidates) candidate.started(body.original);
        this.wait('looking');
        break;
      case 'turn.looked':
      case 'step.decided':
      case 'step.observed':
      case 'turn.finishing':
      case 'turn.evaluated':
      case 'candidate.failed':
        this.#candidates[body.candidate]?.tell(body);
        if (this.#candidates.length > 1 && this.#candidates.every(({ ended }) => ended)) this.wait('comparing');
        break;
      case 'turn.compared':
        this.#compared(body);
        break;
      case 'turn.finished':
      case 'turn.failed':
      case 'turn.canceled':
      case 'recipe.changed':
      case 'session.created':
        break;
    }
  }

  #compared({ comparison: { winRates, order } }: Body<'turn.compared'>): void {
    const words = this.#words;
    this.#screen.write(pc.bold(words.compared));
    for (const index of order) {
      const scores = this.#candidates[index]?.scores ?? null;
      const rate = say(words.wins, `${Math.round(100 * winRates[index]!)} %`);
      const parts = [say(words.candidate, index + 1), rate, ...(scores === null ? [] : [formatScores(scores, words)])];
      const line = parts.join('   ');
      this.#screen.write(index === order[0] ? `  ✓  ${line}   ${pc.green(words.best)}` : `     ${pc.dim(line)}`);
    }
    this.#screen.write('');
  }

  [Symbol.dispose](): void {
    this.#screen[Symbol.dispose]();
  }
}

export function formatScores({ scores }: Pick<Evaluation, 'scores'>, words: ProgressWords): string {
  return `${say(words.looks, scores.aesthetic.toFixed(1))}   ${say(words.follows, scores.instruction.toFixed(1))}`;
}
