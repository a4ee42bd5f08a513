import type { Evaluation, Measurement, Observation, SessionEventBody } from '@safelight/core';
import pc from 'picocolors';
import { formatCall, formatChanges, formatLook } from './format.ts';
import type { Screen } from './screen.ts';
import { say, type ProgressWords } from './words.ts';

type Body<T extends SessionEventBody['type']> = Extract<SessionEventBody, { readonly type: T }>;

export type CandidateEvent = Body<
  'turn.looked' | 'step.decided' | 'step.observed' | 'turn.finishing' | 'turn.evaluated' | 'candidate.failed'
>;

/**
 * Tells what one edit does. Edits of a group run at the same time, so each block begins with the edit's number, and
 * their thoughts are left to the report.
 */
export class CandidateProgress {
  readonly #screen: Screen;
  readonly #words: ProgressWords;
  readonly #label: string | null;
  #last: Measurement | undefined;
  #author: string | undefined;
  #round = 0;
  #stepped = false;
  #kept: Evaluation | null = null;
  ended = false;

  constructor(screen: Screen, words: ProgressWords, label: string | null) {
    this.#screen = screen;
    this.#words = words;
    this.#label = label;
  }

  /** What stands; null until the first evaluation. */
  get scores(): Evaluation | null {
    return this.#kept;
  }

  started({ measurement }: Observation): void {
    this.#last = measurement;
  }

  tell(body: CandidateEvent): void {
    switch (body.type) {
      case 'turn.looked':
        this.#note(`${this.#words.looked} ${formatLook(body.original, this.#words)}`);
        this.#screen.write('');
        return this.#screen.wait(this.#words.looking);
      case 'step.decided':
        return this.#decided(body);
      case 'step.observed':
        return this.#observed(body);
      case 'turn.finishing':
        return this.#finishing(body);
      case 'turn.evaluated':
        return this.#evaluated(body);
      case 'candidate.failed': {
        const broken =
          this.#kept === null ? say(this.#words.candidateFailed, this.#label ?? 1) : this.#words.reflectionFailed;
        this.#note(`${pc.yellow(broken)}${body.message}`, (line) => line);
        this.#screen.write('');
        this.ended = true;
      }
    }
  }

  #decided({ round, step, thought, calls, policyVersion }: Body<'step.decided'>): void {
    this.#enter(round);
    const text = calls.map(formatCall).join('   ');
    if (this.#label === null) {
      this.#screen.block(String(step), thought);
      if (text !== '') this.#screen.block('', text, pc.cyan);
    } else this.#screen.block(`${this.#label}·${step}`, text, pc.cyan);
    if (this.#author !== undefined && this.#author !== policyVersion) {
      this.#screen.block('', say(this.#words.takenOver, policyVersion), pc.yellow);
    }
    this.#author ??= policyVersion;
    this.#stepped = true;
    this.#screen.wait(this.#words.developing);
  }

  #observed({ observation: { measurement, problems } }: Body<'step.observed'>): void {
    for (const { message } of problems) this.#note(`${pc.yellow(this.#words.refused)}${message}`, (line) => line);
    if (this.#last !== undefined) this.#note(formatChanges(this.#last, measurement, this.#words));
    this.#last = measurement;
    this.#screen.write('');
    this.#screen.wait(this.#words.looking);
  }

  #finishing({ round, finish }: Body<'turn.finishing'>): void {
    this.#enter(round);
    if (this.#label === null) this.#screen.block('✓', finish.thought);
    const { notDone, missed } = this.#words;
    for (const part of finish.notDone) this.#note(`${pc.yellow(notDone)}${part}`, (line) => line);
    for (const part of finish.missed) this.#note(`${pc.yellow(missed)}${part}`, (line) => line);
    if (this.#label === null) this.#screen.write('');
    this.#screen.wait(this.#words.judging);
  }

  #evaluated({ round, evaluation, kept }: Body<'turn.evaluated'>): void {
    const before = this.#kept;
    if (kept) this.#kept = evaluation;
    const { looks, follows } = this.#words;
    const [aesthetic, instruction] = [evaluation.scores.aesthetic, evaluation.scores.instruction];
    const scores = `${say(looks, pc.bold(aesthetic.toFixed(1)))}   ${say(follows, pc.bold(instruction.toFixed(1)))}`;
    if (round > 0 && !this.#stepped) this.#note(this.#words.noStep);
    else if (round > 0 && before !== null) {
      const verdict = kept ? pc.green(this.#words.kept) : pc.yellow(this.#words.undone);
      this.#note(`${verdict}${mean(before)} → ${mean(evaluation)}`, (line) => line);
    }
    if (round === 0 || this.#stepped) this.#note(scores, (line) => line);
    if (this.#label === null && kept) this.#note(evaluation.rationale);
    this.#screen.write('');
    this.ended = true;
  }

  /** A new round begins with its name. */
  #enter(round: number): void {
    if (round === this.#round) return;
    this.#round = round;
    this.#stepped = false;
    this.ended = false;
    const name = say(this.#words.reflection, round);
    this.#screen.write(pc.bold(this.#label === null ? name : `${say(this.#words.candidate, this.#label)}: ${name}`));
  }

  #note(text: string, style: (line: string) => string = pc.dim): void {
    this.#screen.block(this.#label ?? '', text, style);
  }
}

function mean({ scores }: Evaluation): string {
  return ((scores.aesthetic + scores.instruction) / 2).toFixed(2);
}
