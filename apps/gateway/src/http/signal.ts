import type { FastifyRequest } from 'fastify';

/** Aborts when the client goes away before the answer is complete. */
export function signalOf(request: FastifyRequest): AbortSignal {
  const gone = new AbortController();
  request.raw.socket.once('close', () => gone.abort());
  return gone.signal;
}
