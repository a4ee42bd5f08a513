/** Which messages of one partition are finished, and so from where a successor must begin. */

interface Entry {
  readonly offset: number;
  finished: boolean;
}

export class Progress {
  /** Taken and in order; everything before the first one is finished. */
  readonly #entries: Entry[] = [];
  /** The offset after the newest one taken; null before the first. */
  #next: number | null = null;

  /** Whether the offset is new here; an older one was taken before and is on its way or done. */
  take(offset: number): boolean {
    if (this.#next !== null && offset < this.#next) return false;
    this.#next = offset + 1;
    this.#entries.push({ offset, finished: false });
    return true;
  }

  /** Marks a message; returns the offset from where a successor must begin when that has moved, else null. */
  finish(offset: number): number | null {
    const index = this.#indexOf(offset);
    const entry = this.#entries[index];
    if (entry === undefined) throw new Error(`Offset ${offset} was never taken.`);
    entry.finished = true;
    if (index > 0) return null;
    const open = this.#entries.findIndex((one) => !one.finished);
    const done = this.#entries.splice(0, open === -1 ? this.#entries.length : open);
    return done.at(-1)!.offset + 1;
  }

  get openCount(): number {
    return this.#entries.length;
  }

  /** Offsets rise with gaps, so the place is searched by halves. */
  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#entries.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle]!.offset < offset) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low]?.offset === offset ? low : -1;
  }
}
