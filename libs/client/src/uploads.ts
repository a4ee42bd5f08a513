/** Photos on their way to the server. */
import type { Content } from './http/wire.ts';

/** Bytes, a file of a browser, or a stream of unknown length; a stream is sent once and not repeated. */
export type PhotoSource =
  Uint8Array<ArrayBuffer> | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export interface UploadBody {
  readonly body: () => Content;
  readonly repeatable: boolean;
  /** Of a file that knows its name. */
  readonly fileName: string | undefined;
}

export function uploadOf(source: PhotoSource): UploadBody {
  if (source instanceof Blob) {
    // Without its type: the server looks at the bytes, and a Blob's own type would override the header.
    const plain = source.slice(0, source.size, 'application/octet-stream');
    const fileName = 'name' in source && typeof source.name === 'string' ? source.name : undefined;
    return { body: () => plain, repeatable: true, fileName };
  }
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) {
    return { body: () => source, repeatable: true, fileName: undefined };
  }
  const stream = source instanceof ReadableStream ? source : ReadableStream.from(source);
  return { body: () => stream, repeatable: false, fileName: undefined };
}

export const blobOf = (bytes: Blob | Uint8Array<ArrayBuffer>): Blob =>
  bytes instanceof Blob ? bytes : new Blob([bytes]);
