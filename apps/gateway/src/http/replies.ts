/** Pieces that several routes share. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { problemDocument } from './problems.ts';

/** What any guarded route may answer besides success. */
export const problems = {
  '4xx': problemDocument,
  '5xx': problemDocument,
};

export const sessionParams = z.object({ sessionId: z.string().max(64) });

/** Sends bytes under the name that a browser should save them by. */
export function sendBytes(
  reply: FastifyReply,
  content: { readonly data: Uint8Array; readonly mediaType: string; readonly fileName: string },
): FastifyReply {
  return reply
    .type(content.mediaType)
    .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(content.fileName)}`)
    .send(Buffer.from(content.data.buffer, content.data.byteOffset, content.data.byteLength));
}
