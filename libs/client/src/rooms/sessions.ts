import { followEvents, type FollowOptions } from '../events/follow.ts';
import { idempotent } from '../http/idempotency.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import type { BodyOf, QueryOf } from '../schemas.ts';

export const sessionsOf = (wire: Wire) => ({
  /** Opens a conversation about one photo. */
  create: (body: BodyOf<'createSession'>, options: CreateOptions = {}) =>
    wire.call('createSession', { body, headers: idempotent(options) }, options),

  get: (sessionId: string, options?: CallOptions) => wire.call('getSession', { path: { sessionId } }, options),

  /** The log, each event once and in order, then live; it goes on over lost connections and restarts of the server. */
  events: (sessionId: string, options?: FollowOptions) => followEvents(wire, sessionId, options),

  /** The recipe that the last finished turn ended with. */
  recipe: (sessionId: string, options?: CallOptions) => wire.call('getRecipe', { path: { sessionId } }, options),

  /** The same as a sidecar that Lightroom reads. */
  async xmp(sessionId: string, options?: CallOptions): Promise<string> {
    return (await wire.send('getSidecar', { path: { sessionId } }, options)).text();
  },

  /** The photo under the session's recipe. */
  async render(
    sessionId: string,
    query: QueryOf<'renderSession'> = {},
    options?: CallOptions,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const response = await wire.send('renderSession', { path: { sessionId }, query }, options);
    return new Uint8Array(await response.arrayBuffer());
  },
});
