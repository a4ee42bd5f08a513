import type { Measurement, SessionEvent } from '@safelight/core';
import pc from 'picocolors';
import { wrap } from '../terminal.ts';
import { formatCall, formatChanges } from './format.ts';

export interface ProgressOptions {
  readonly stream: NodeJS.WriteStream;
  readonly quiet: boolean;
}

const columnsMax = 100;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 90;

/**
 * Tells a turn as it happens: one block per step. On a terminal a moving last line says what is being waited for;
 * elsewhere there are plain lines only.
 */
export class Progress implements Disposable {
  readonly #stream: NodeJS.WriteStream;
  readonly #quiet: boolean;
  readonly #live: boolean;
  #timer: NodeJS.Timeout | undefined;
  #last: Measurement | undefined;

  constructor({ stream, quiet }: ProgressOptions) {
    this.#stream = stream;
    this.#quiet = quiet;
    this.#live = stream.isTTY && !quiet;
  }

  #columns(): number {
    return Math.min(this.#stream.columns ?? columnsMax, columnsMax);
  }

  #write(...lines: readonly string[]): void {
    this.#endWait();
    if (!this.#quiet) this.#stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  #block(mark: string, text: string): string[] {
    const [first = '', ...rest] = wrap(text, this.#columns() - 5);
    return [`${mark.padStart(3)}  ${first}`, ...rest.map((line) => `     ${line}`)];
  }

  /** Shows what is being waited for, with the seconds that it takes. */
  wait(what: string): void {
    this.#endWait();
    if (!this.#live) return;
    const start = performance.now();
    let frame = 0;
    const draw = (): void => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      this.#stream.write(
        `\r\x1b[2K${pc.cyan(frames[frame++ % frames.length]!.padStart(3))}  ${pc.dim(`${what} … ${seconds} s`)}`,
      );
    };
    draw();
    this.#timer = setInterval(draw, frameMs);
  }

  #endWait(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#stream.write('\r\x1b[2K');
  }

  heading(text: string): void {
    this.#write(pc.bold(text), '');
  }

  /** Lines for an event; what a person cannot use (leases, cursors) is passed over. */
  tell({ body }: SessionEvent): void {
    switch (body.type) {
      case 'turn.started':
        this.#last = body.original.measurement;
        this.wait('looking');
        break;
      case 'step.decided': {
        const calls = body.calls.map(formatCall).join('   ');
        this.#write(
          ...this.#block(String(body.step), body.thought),
          ...wrap(calls, this.#columns() - 5).map((line) => `     ${pc.cyan(line)}`),
        );
        this.wait('developing');
        break;
      }
      case 'step.observed': {
        const { measurement, problems } = body.observation;
        const changes = this.#last === undefined ? '' : formatChanges(this.#last, measurement);
        this.#last = measurement;
        this.#write(
          ...problems.map(({ message }) => `     ${pc.yellow('refused:')} ${message}`),
          ...wrap(changes, this.#columns() - 5).map((line) => `     ${pc.dim(line)}`),
          '',
        );
        this.wait('looking');
        break;
      }
      case 'turn.finishing':
        this.#write(...this.#block('✓', body.finish.thought));
        for (const part of body.finish.notDone) this.#write(`     ${pc.yellow('not done:')} ${part}`);
        this.#write('');
        this.wait('judging');
        break;
      case 'turn.evaluated': {
        const { aesthetic, instruction } = body.evaluation.scores;
        this.#write(
          `     looks ${pc.bold(aesthetic.toFixed(1))} of 5   follows the wish ${pc.bold(instruction.toFixed(1))} of 5`,
          ...wrap(body.evaluation.rationale, this.#columns() - 5).map((line) => `     ${pc.dim(line)}`),
          '',
        );
        break;
      }
      case 'session.created':
      case 'turn.requested':
      case 'turn.finished':
      case 'turn.failed':
        break;
    }
  }

  [Symbol.dispose](): void {
    this.#endWait();
  }
}
