/** The public API as the bench's parts use it, one call at a time. */
import { Agent, request } from 'undici';

export interface Tenant {
  readonly id: string;
  readonly caller: Caller;
}

export interface PhotoJson extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly sha256: string;
}

export class Caller {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent = new Agent();
  readonly #derived: Caller[] = [];

  constructor(baseUrl: string, key: string) {
    this.baseUrl = baseUrl;
    this.headers = { authorization: `Bearer ${key}` };
  }

  /** @throws Error with the answer when its status is no success */
  async call<T>(method: 'GET' | 'POST', path: string, body?: object | Uint8Array): Promise<T> {
    const isBytes = body instanceof Uint8Array;
    const type = isBytes ? 'image/jpeg' : 'application/json';
    const reply = await request(`${this.baseUrl}${path}`, {
      ...{ method, dispatcher: this.agent },
      headers: { ...this.headers, accept: 'application/json', ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body: isBytes ? body : JSON.stringify(body) }),
    });
    const text = await reply.body.text();
    if (reply.statusCode >= 400) throw new Error(`${method} ${path}: ${reply.statusCode} ${text}`);
    return JSON.parse(text) as T;
  }

  async makeTenant(name: string, plan: { readonly plan: string; readonly limits?: object }): Promise<Tenant> {
    const { id, key } = await this.call<{ id: string; key: { secret: string } }>('POST', '/v1/tenants', {
      name,
      ...plan,
    });
    const caller = new Caller(this.baseUrl, key.secret);
    this.#derived.push(caller);
    return { id, caller };
  }

  upload(bytes: Uint8Array): Promise<PhotoJson> {
    return this.call('POST', '/v1/photos', bytes);
  }

  async openSession(photoId: string): Promise<string> {
    return (await this.call<{ id: string }>('POST', '/v1/sessions', { photoId })).id;
  }

  async close(): Promise<void> {
    await Promise.all([this.agent.destroy(), ...this.#derived.map((one) => one.close())]);
  }
}
