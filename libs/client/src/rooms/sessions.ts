import { SafelightError } from '../error.ts';
import { followEvents, type FollowOptions } from '../events/follow.ts';
import { stateBefore } from '../events/history.ts';
import { readLog } from '../events/log.ts';
import type { Wire } from '../http/wire.ts';
import { entriesOf } from '../pages.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import type { BodyOf, QueryOf, SessionEvent } from '../schemas.ts';

const downloads = {
  json: 'downloadRecipe',
  preset: 'downloadPreset',
  lua: 'downloadLua',
  lrtemplate: 'downloadTemplate',
} as const;

export const sessionsOf = (wire: Wire) => ({
  /** Opens a conversation about one photo. */
  create: (body: BodyOf<'createSession'>, options?: CreateOptions) => wire.call('createSession', { body }, options),

  get: (sessionId: string, options?: CallOptions) => wire.call('getSession', { path: { sessionId } }, options),

  /** Newest first, without their turns. */
  list: (options?: CallOptions) =>
    entriesOf(
      (query) => wire.call('listSessions', { query }, options),
      ({ sessions }) => sessions,
    ),

  /** With its log and what was rendered for it. */
  async delete(sessionId: string, options?: CallOptions): Promise<void> {
    await wire.call('deleteSession', { path: { sessionId } }, options);
  },

  /** The log, each event once and in order, then live; it goes on over lost connections and restarts of the server. */
  events: (sessionId: string, options?: FollowOptions) => followEvents(wire, sessionId, options),

  /** The log as far as it goes now. */
  log: (sessionId: string, options?: FollowOptions) => readLog(wire, sessionId, options),

  /** Changes the recipe by hand: an earlier state, a variant, a whole recipe, or tool calls. */
  change: (sessionId: string, body: BodyOf<'changeRecipe'>, options?: CreateOptions) =>
    wire.call('changeRecipe', { path: { sessionId }, body }, options),

  /**
   * Goes back so many changes; nothing is lost, `change` to a later sequence is redo.
   * @throws SafelightError `request.invalid` when there are not that many
   */
  async undo(sessionId: string, times = 1, options: CreateOptions = {}) {
    const events: SessionEvent[] = [];
    for await (const event of readLog(wire, sessionId, options)) events.push(event);
    const sequence = stateBefore(events, times);
    if (sequence !== null) return wire.call('changeRecipe', { path: { sessionId }, body: { sequence } }, options);
    const message = `There are not ${times} changes to undo in this session. Undo fewer.`;
    throw new SafelightError(message, { code: 'request.invalid', status: 0, retryable: false });
  },

  /** The recipe that the last finished turn ended with. */
  recipe: (sessionId: string, options?: CallOptions) => wire.call('getRecipe', { path: { sessionId } }, options),

  /** The same as a sidecar that Lightroom reads. */
  async xmp(sessionId: string, options?: CallOptions): Promise<string> {
    return (await wire.send('getSidecar', { path: { sessionId } }, options)).text();
  },

  /** As a file of another form, to be saved. */
  async download(sessionId: string, form: keyof typeof downloads, options?: CallOptions): Promise<string> {
    return (await wire.send(downloads[form], { path: { sessionId } }, options)).text();
  },

  /** A finished turn as a page for people, one HTML file that loads nothing; default the newest that has finished. */
  async report(
    sessionId: string,
    { turnId, ...options }: CallOptions & { readonly turnId?: string } = {},
  ): Promise<string> {
    const query = turnId === undefined ? {} : { turnId };
    return (await wire.send('getReport', { path: { sessionId }, query }, options)).text();
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
