import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, sha256, type ImageRef } from '@safelight/core';
import type { ImageContent } from '@safelight/wire';
import { writeDurably } from '@safelight/service-kit/durable';

const endings: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };

/** Where a picture lies, relative to the data folder, with forward slashes. @throws Fault `request.invalid` */
export function imagePath({ sha256: digest, mediaType }: ImageRef): string {
  const ending = Object.hasOwn(endings, mediaType) ? endings[mediaType] : undefined;
  if (ending === undefined) {
    const message = `Pictures of type "${mediaType}" are not kept. Send JPEG, PNG or WebP.`;
    throw new Fault('request.invalid', message, { field: 'images' });
  }
  return `images/${digest}.${ending}`;
}

/** Content-addressed pictures: the same bytes are kept once. */
export class Images {
  readonly #dataDir: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** @throws Fault `request.invalid` when the bytes are not what their digest says. */
  async put({ ref, data }: ImageContent, field: string): Promise<void> {
    if (sha256(data) !== ref.sha256) {
      const message = `${field}: the bytes do not have the digest ${ref.sha256}. Send the picture again.`;
      throw new Fault('request.invalid', message, { field });
    }
    const path = join(this.#dataDir, imagePath(ref));
    const there = await stat(path).catch(() => null);
    if (there?.size !== data.byteLength) await writeDurably(path, data);
  }

  /** @throws Fault `internal` when the picture is gone. */
  async read(ref: ImageRef): Promise<Uint8Array> {
    const path = imagePath(ref);
    try {
      return await readFile(join(this.#dataDir, path));
    } catch (cause) {
      throw new Fault('internal', 'A stored picture is missing.', { cause, detail: `${path}: ${String(cause)}` });
    }
  }

  /** By its path relative to the data folder; absent is fine. */
  async remove(path: string): Promise<void> {
    await rm(join(this.#dataDir, path), { force: true });
  }

  async has(ref: ImageRef): Promise<boolean> {
    return (await stat(join(this.#dataDir, imagePath(ref))).catch(() => null)) !== null;
  }
}
