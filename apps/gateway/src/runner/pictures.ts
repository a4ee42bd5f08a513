/** Thirty steps with their pictures of 1024 pixels; the photo itself, which the sandbox keeps, is larger. */
const sizeBytesMax = 8 * 1024 * 1024;

/** The pictures of one turn, in memory as long as it runs; the oldest go first. */
export class Pictures {
  readonly #bytes = new Map<string, Uint8Array>();
  #sizeBytes = 0;

  find(sha256: string): Uint8Array | undefined {
    return this.#bytes.get(sha256);
  }

  keep(sha256: string, bytes: Uint8Array): void {
    if (this.#bytes.has(sha256) || bytes.byteLength > sizeBytesMax) return;
    this.#bytes.set(sha256, bytes);
    this.#sizeBytes += bytes.byteLength;
    for (const [oldest, { byteLength }] of this.#bytes) {
      if (this.#sizeBytes <= sizeBytesMax) return;
      this.#bytes.delete(oldest);
      this.#sizeBytes -= byteLength;
    }
  }
}
