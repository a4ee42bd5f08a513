import { closeSync, mkdtempSync, openSync, readSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes of a part of a picture at most: what the file takes in memory is a few times this. */
export const slotBytes = 16 * 1024 * 1024;
const slotCount = 3;
const sharedMemory = '/dev/shm';

/** Where files live in memory, when there is room; elsewhere the system's cache does nearly as well. */
function folderOf(): string {
  try {
    const { bavail, bsize } = statfsSync(sharedMemory);
    if (bavail * bsize >= 2 * slotCount * slotBytes) return sharedMemory;
  } catch {
    // There is none on this system.
  }
  return tmpdir();
}

/**
 * A file without a name that the engine and its child both hold open: bytes go through it at the speed of a copy, which
 * no pipe reaches. It is cut in slots; who wants one waits until one is free.
 */
export class Exchange {
  readonly descriptor: number;
  readonly #free = Array.from({ length: slotCount }, (_, slot) => slot * slotBytes);
  readonly #waiting: ((offset: number) => void)[] = [];

  constructor() {
    const folder = mkdtempSync(join(folderOf(), 'safelight-'));
    this.descriptor = openSync(join(folder, 'exchange'), 'wx+', 0o600);
    rmSync(folder, { recursive: true });
  }

  /** Offset of a slot that nobody else has. */
  async acquire(): Promise<number> {
    return this.#free.pop() ?? new Promise<number>((resolve) => this.#waiting.push(resolve));
  }

  release(offset: number): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(offset);
    else next(offset);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

export function readBytes(descriptor: number, into: Uint8Array, offset: number): void {
  for (let done = 0; done < into.length;) {
    const count = readSync(descriptor, into, done, into.length - done, offset + done);
    if (count === 0) throw new Error('The exchange holds fewer bytes than were announced.');
    done += count;
  }
}

export function writeBytes(descriptor: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, offset + done);
  }
}
