/** Reads the body of a request, never more than the limit. */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { Fault } from '@safelight/core';

const inflaters = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

/** @throws Fault `request.tooLarge`, `request.canceled` when the caller goes, `request.unsupportedMediaType` */
export async function readBody(request: IncomingMessage, sizeBytesMax: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? Number.NaN);
  if (announced > sizeBytesMax) throw tooLarge(sizeBytesMax);
  const bytes = await collect(request, Number.isSafeInteger(announced) ? announced : undefined, sizeBytesMax);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' || encoding === '') return bytes;
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    const text = `Unsupported Content-Encoding '${encoding}'. Send gzip, deflate or none.`;
    throw new Fault('request.unsupportedMediaType', text, { field: 'Content-Encoding' });
  }
  try {
    return await inflaters[encoding](bytes, { maxOutputLength: sizeBytesMax });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(sizeBytesMax);
    throw new Fault('request.invalid', `The body is not ${encoding} as Content-Encoding says.`, { cause });
  }
}

async function collect(request: IncomingMessage, announced: number | undefined, sizeBytesMax: number): Promise<Buffer> {
  // Memory is taken as bytes come: a header alone reserves none.
  const chunks: Buffer[] = [];
  let size = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const take = (chunk: Buffer): void => {
    size += chunk.byteLength;
    if (size > sizeBytesMax) reject(tooLarge(sizeBytesMax));
    else chunks.push(chunk);
  };
  const left = (): void => reject(new Fault('request.canceled', 'The caller left before its request was sent.'));
  request.on('data', take).once('end', resolve).once('close', left).once('error', left);
  try {
    await promise;
  } finally {
    request.off('data', take).off('end', resolve).off('close', left).off('error', left);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, announced ?? size);
}

function tooLarge(sizeBytesMax: number): Fault {
  const text = `The request is larger than ${sizeBytesMax} bytes. Send fewer rows at once, or raise INFERENCE_REQUEST_BYTES_MAX.`;
  return new Fault('request.tooLarge', text);
}
