import type { FastifyReply } from 'fastify';

/**
 * Aborts when the client goes away before the answer is complete. It listens to the answer and not to the connection,
 * which outlives it and would gather a listener with every request.
 */
export function signalOf({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
