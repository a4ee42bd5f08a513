import { Fault } from '@safelight/core';
import type { HttpApp } from './types.ts';

/** Lets at most `countMax` requests of this room be read and answered at once; the next is told to come back. */
export function admit(app: HttpApp, countMax: number): void {
  const inside = new WeakSet<object>();
  let count = 0;
  app.addHook('onRequest', async (request) => {
    if (request.method !== 'POST') return;
    if (count >= countMax) {
      throw new Fault('request.tooMany', `${countMax} uploads are being taken in already. Try again in a moment.`);
    }
    inside.add(request.raw);
    count++;
    // The socket's or the answer's end, whichever comes: a client that goes away frees its place as well.
    request.raw.once('close', () => {
      if (inside.delete(request.raw)) count--;
    });
  });
}
