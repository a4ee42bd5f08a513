import { realpath } from 'node:fs/promises';
import { dirname, basename, join, resolve, sep } from 'node:path';
import { Fault } from '@safelight/core';

const isInside = (path: string, root: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/** The folder beyond which the door opens no file, whatever a request names and wherever links lead. */
export class Jail {
  /** Absolute, links resolved. */
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** @throws Fault `file.unreadable` when there is no such folder */
  static async at(folder: string): Promise<Jail> {
    try {
      return new Jail(await realpath(folder));
    } catch (cause) {
      throw new Fault('file.unreadable', `The folder ${folder} does not exist. Create it or name another one.`, {
        cause,
      });
    }
  }

  /**
   * The real path of something that exists; a relative path starts at the root.
   * @throws Fault `file.unreadable` for what is not there and, with the same words, for what lies outside: a caller does
   * not learn what else the disk holds
   */
  async existing(path: string, what: string): Promise<string> {
    const missing = `${what} does not exist under the served folder. Check the path.`;
    if (path.includes('\0')) throw new Fault('file.unreadable', missing);
    let real: string;
    try {
      real = await realpath(resolve(this.root, path));
    } catch (cause) {
      throw new Fault('file.unreadable', missing, { cause });
    }
    if (!isInside(real, this.root)) throw new Fault('file.unreadable', missing, { detail: `${path} leads to ${real}` });
    return real;
  }

  /** The path of a folder that may still have to be made: the part that exists must lie inside. */
  async folder(path: string): Promise<string> {
    const wanted = resolve(this.root, path);
    const missing: string[] = [];
    for (let at = wanted; ; at = dirname(at)) {
      const real = path.includes('\0') ? undefined : await realpath(at).catch(() => undefined);
      if (real !== undefined && isInside(real, this.root)) return join(real, ...missing);
      if (real !== undefined || dirname(at) === at) {
        throw new Fault('file.unwritable', 'The output folder lies outside the served folder. Choose one inside.');
      }
      missing.unshift(basename(at));
    }
  }
}
