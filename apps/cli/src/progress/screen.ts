import pc from 'picocolors';
import { wrap } from '../terminal.ts';

export interface ScreenOptions {
  readonly stream: NodeJS.WriteStream;
  readonly quiet: boolean;
}

const columnsMax = 100;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 90;

/** Lines on a stream. On a terminal a moving last line says what is being waited for; elsewhere there are lines only. */
export class Screen implements Disposable {
  readonly #stream: NodeJS.WriteStream;
  readonly #quiet: boolean;
  readonly #live: boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor({ stream, quiet }: ScreenOptions) {
    this.#stream = stream;
    this.#quiet = quiet;
    this.#live = stream.isTTY && !quiet;
  }

  /** Lines as they are. */
  write(...lines: readonly string[]): void {
    this.#endWait();
    if (!this.#quiet) this.#stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** A text under a mark in the margin. */
  block(mark: string, text: string, style: (line: string) => string = (line) => line): void {
    const columns = Math.min(this.#stream.columns ?? columnsMax, columnsMax);
    const [first = '', ...rest] = wrap(text, columns - 5);
    this.write(`${mark.padStart(3)}  ${style(first)}`, ...rest.map((line) => `     ${style(line)}`));
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

  [Symbol.dispose](): void {
    this.#endWait();
  }
}
