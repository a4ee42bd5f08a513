/** Pixels of HEIC photos; libvips, as sharp brings it, reads their headers but has no HEVC decoder. */
import type { PixelImage } from '@safelight/core';
import { readFault } from '../libvips.ts';
import { WasmDecoder } from '../wasm/decoder.ts';
import type { HeicReply, HeicRequest } from './protocol.ts';

const decoder = new WasmDecoder<HeicRequest, HeicReply>(new URL('./thread.ts', import.meta.url));

/** Stored codes at 8 bits, turned upright by the decoder. @throws Fault photo.truncated, request.deadlineExceeded, service.unavailable */
export async function decodeHeic(bytes: Uint8Array, width: number, height: number): Promise<PixelImage> {
  try {
    const { data } = await decoder.decode({ bytes, width, height });
    return { width, height, data };
  } catch (thrown) {
    throw readFault(thrown, 'heic');
  }
}
