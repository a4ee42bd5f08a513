/** `Prefer: wait=N` (RFC 7240): the answer waits for work to end, up to a minute. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { gatewayLimits } from '../limits.ts';

export const preferHeaders = z.looseObject({
  prefer: z
    .string()
    .max(200)
    .optional()
    .describe(
      `\`wait=N\`: answer when the work has ended, or after N seconds at most (${gatewayLimits.waitMs / 1000} and less).`,
    ),
});

/** For how long the caller wants to wait; 0 = not at all. What cannot be read is ignored, as the RFC wants it. */
export function preferredWaitMs({ headers }: Pick<FastifyRequest, 'headers'>): number {
  const sent = [headers['prefer']].flat().join(',');
  const [, seconds] = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,9})"?(?=$|[,;\s])/i.exec(sent) ?? [];
  return seconds === undefined ? 0 : Math.min(Number(seconds) * 1000, gatewayLimits.waitMs);
}

/** Says that the answer waited as the caller wished. */
export function tellWaited(reply: FastifyReply, waitMs: number): void {
  void reply.header('preference-applied', `wait=${waitMs / 1000}`);
}
