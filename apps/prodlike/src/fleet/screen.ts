/** Lines that stay, above a table that is drawn anew; without a terminal the table is left out. */
import pc from 'picocolors';
import { groupNames } from '../programs.ts';
import type { Moment } from './timeline.ts';

export class Screen {
  readonly #out: NodeJS.WriteStream;
  #drawn = 0;
  #table: readonly string[] = [];

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  say(line: string): void {
    this.#clear();
    this.#out.write(`${line}\n`);
    this.#draw();
  }

  show(table: readonly string[]): void {
    this.#clear();
    this.#table = table;
    this.#draw();
  }

  #clear(): void {
    if (this.#drawn > 0) this.#out.write(`\u001b[${this.#drawn}A\u001b[0J`);
    this.#drawn = 0;
  }

  #draw(): void {
    if (!this.#out.isTTY) return;
    for (const line of this.#table) this.#out.write(`${line}\n`);
    this.#drawn = this.#table.length;
  }
}

export function tableOf({ seconds, replicas, turns }: Moment, note: string): readonly string[] {
  const rows = groupNames.map((name) => {
    const { wanted, ready } = replicas[name];
    return `  ${name.padEnd(10)} ${'●'.repeat(Math.min(ready, wanted))}${'○'.repeat(Math.max(0, wanted - ready))}${pc.dim('◐'.repeat(Math.max(0, ready - wanted)))}`;
  });
  return [pc.dim(`  ${seconds.toFixed(0)} s  ${note}  turns in the system ${turns}`), ...rows];
}
