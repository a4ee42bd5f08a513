import { decodeRgb8 } from '@safelight/codec';
import { sha256 } from '@safelight/core';
import { lookAt, type Picture } from './picture.ts';

/** A looked-at picture takes about 12 MB; a turn compares a few with the same original again and again. */
const looksMax = 6;

/** Pictures that were looked at lately, by tenant and content. */
export class Looks {
  readonly #known = new Map<string, Picture>();

  /** @throws the decoder's faults */
  async at(bytes: Uint8Array, tenant: string): Promise<Picture> {
    const key = `${tenant} ${sha256(bytes)}`;
    const picture = this.#known.get(key) ?? lookAt(await decodeRgb8(bytes));
    this.#known.delete(key);
    this.#known.set(key, picture);
    if (this.#known.size > looksMax) this.#known.delete(this.#known.keys().next().value!);
    return picture;
  }
}
