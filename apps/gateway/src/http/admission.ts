import type { IncomingMessage } from 'node:http';
import { Fault } from '@safelight/core';
import { gatewayLimits } from '../limits.ts';
import type { HttpApp } from './types.ts';

/** How slow a body may come in before its connection is closed. */
export interface Patience {
  /** So often is looked. */
  readonly windowMs: number;
  /** So many bytes have to come within each window. */
  readonly bytesMin: number;
}

/**
 * Lets at most `countMax` requests of this room be read and answered at once; the next is told to come back. No tenant
 * has all the places, and none is held by a body that hardly comes: a few slow uploads would keep everybody else out.
 */
export function admit(
  app: HttpApp,
  countMax: number,
  patience: Patience = { windowMs: gatewayLimits.uploadWindowMs, bytesMin: gatewayLimits.uploadWindowBytesMin },
): void {
  const counts = new Map<string, number>();
  let count = 0;
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'POST') return;
    const { tenantId } = request.caller;
    const own = counts.get(tenantId) ?? 0;
    if (count >= countMax || own >= countMax - 1) {
      const whose = count >= countMax ? '' : ' of your account';
      const taken = `${count >= countMax ? count : own} uploads${whose} are being taken in already.`;
      throw new Fault('request.tooMany', `${taken} Try again in a moment.`);
    }
    count++;
    counts.set(tenantId, own + 1);
    const watch = closeWhenSlow(request.raw, patience);
    // The socket's or the answer's end, whichever comes: a client that goes away frees its place as well.
    request.raw.once('close', () => {
      clearInterval(watch);
      count--;
      const left = counts.get(tenantId)! - 1;
      if (left === 0) counts.delete(tenantId);
      else counts.set(tenantId, left);
    });
  });
}

function closeWhenSlow(request: IncomingMessage, { windowMs, bytesMin }: Patience): NodeJS.Timeout {
  const { socket } = request;
  let before = socket.bytesRead;
  return setInterval(() => {
    if (!request.complete && socket.bytesRead - before < bytesMin) socket.destroy();
    before = socket.bytesRead;
  }, windowMs);
}
