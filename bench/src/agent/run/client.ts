import type { ImageRef, Recipe, SessionEvent, Trajectory } from '@safelight/core';

export interface Target {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** What of a turn's options the bench sets; what is absent stands at the API's default. */
export interface TurnSwitches {
  readonly candidates?: number;
  readonly reflectionsMax?: number;
  readonly textOnly?: boolean;
}

/** How a turn ended. */
export type TurnEnd =
  | { readonly kind: 'finished'; readonly trajectory: Trajectory; readonly recipe: Recipe; readonly image: ImageRef }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/** The public REST API, as any program calls it. */
export class Client {
  readonly #target: Target;
  readonly #signal: AbortSignal;

  constructor(target: Target, signal: AbortSignal) {
    this.#target = target;
    this.#signal = signal;
  }

  async #send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#target.apiKey}`, accept: 'application/json', ...init.headers };
    return fetch(`${this.#target.baseUrl}${path}`, { ...init, headers, signal: this.#signal });
  }

  async #ok(path: string, init: RequestInit = {}): Promise<Response> {
    const reply = await this.#send(path, init);
    if (!reply.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  }

  async createPhoto(bytes: Uint8Array, fileName: string): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([Uint8Array.from(bytes)]), fileName);
    const reply = await this.#ok('/v1/photos', { method: 'POST', body: form });
    return ((await reply.json()) as { id: string }).id;
  }

  async createSession(photoId: string): Promise<string> {
    return ((await (await this.#ok('/v1/sessions', json({ photoId }))).json()) as { id: string }).id;
  }

  /** Asks for an edit and waits for its end. `after` is the sequence number of the session's last known event. */
  async turn(
    sessionId: string,
    instruction: string,
    switches: TurnSwitches,
    after: number,
  ): Promise<{ end: TurnEnd; after: number }> {
    const reply = await this.#send(`/v1/sessions/${sessionId}/turns`, json({ instruction, seed: 0, ...switches }));
    if (!reply.ok) {
      const problem = (await reply.json()) as { code?: string; detail?: string };
      if (reply.status >= 500) throw new Error(`The API failed: ${reply.status} ${JSON.stringify(problem)}`);
      const end = {
        kind: 'refused',
        code: problem.code ?? String(reply.status),
        message: problem.detail ?? '',
      } as const;
      return { end, after };
    }
    const { id: turnId } = (await reply.json()) as { id: string };
    for await (const { sequence, body } of this.#events(sessionId, after)) {
      if (body.type === 'turn.failed' && body.turnId === turnId) {
        return { end: { kind: 'refused', code: body.code, message: body.message }, after: sequence };
      }
      if (body.type !== 'turn.finished' || body.turnId !== turnId) continue;
      const path = `/v1/sessions/${sessionId}/turns/${turnId}/trajectory`;
      const trajectory = (await (await this.#ok(path)).json()) as Trajectory;
      const { recipe, image } = body;
      return { end: { kind: 'finished', trajectory, recipe, image }, after: sequence };
    }
    throw new Error(`The event stream of session ${sessionId} ended before turn ${turnId} did.`);
  }

  async *#events(sessionId: string, after: number): AsyncGenerator<SessionEvent> {
    const headers = { accept: 'text/event-stream' };
    const reply = await this.#ok(`/v1/sessions/${sessionId}/events?after=${after}`, { headers });
    let rest = '';
    for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const data = block.split('\n').find((line) => line.startsWith('data: '));
        if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as SessionEvent;
      }
    }
  }

  async image(sha256: string): Promise<Buffer> {
    return Buffer.from(await (await this.#ok(`/v1/images/${sha256}`)).arrayBuffer());
  }

  /** The session's result, losslessly. */
  async render(sessionId: string, longEdgePixels: number): Promise<Buffer> {
    const path = `/v1/sessions/${sessionId}/render?longEdge=${longEdgePixels}&format=png&colorSpace=srgb`;
    return Buffer.from(await (await this.#ok(path)).arrayBuffer());
  }

  async evaluate(before: Uint8Array, after: Uint8Array, instruction: string): Promise<Trajectory['evaluation']> {
    const form = new FormData();
    form.set('before', new Blob([Uint8Array.from(before)]), 'before');
    form.set('after', new Blob([Uint8Array.from(after)]), 'after');
    form.set('instruction', instruction);
    return (await (
      await this.#ok('/v1/evaluations', { method: 'POST', body: form })
    ).json()) as Trajectory['evaluation'];
  }
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
