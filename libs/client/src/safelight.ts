import { Wire } from './http/wire.ts';
import type { SafelightOptions } from './options.ts';
import { evaluationsOf } from './rooms/evaluations.ts';
import { imagesOf } from './rooms/images.ts';
import { photosOf } from './rooms/photos.ts';
import { sessionsOf } from './rooms/sessions.ts';
import { toolsOf } from './rooms/tools.ts';
import { turnsOf } from './rooms/turns.ts';

export type Safelight = ReturnType<typeof createSafelight>;

/** A client of one server on behalf of one key. Failures are thrown as `SafelightError`. */
export function createSafelight(options: SafelightOptions) {
  const wire = new Wire(options);
  return {
    baseUrl: wire.baseUrl,
    photos: photosOf(wire),
    sessions: sessionsOf(wire),
    turns: turnsOf(wire),
    images: imagesOf(wire),
    evaluations: evaluationsOf(wire),
    tools: toolsOf(wire),
  };
}
