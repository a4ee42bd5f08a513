/** Where bytes live: originals and rendered pictures, each named by the SHA-256 of its content. */
export interface BlobStore {
  /** Keeps the bytes under their digest; putting the same bytes again changes nothing. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** @throws Fault internal when the bytes are not there or not what their name says. */
  get(sha256: string): Promise<Uint8Array>;
}
