/** Whether a server does what its callers need, as one of them sees it. */
import { Fault } from '@safelight/core';
import { finding, type Finding } from '@safelight/local/check';
import { openApi, withApi, type Api } from '../remote/api.ts';
import { findServer, type Server, type ServerOptions } from '../remote/server.ts';
import { smallEdit } from './smallEdit.ts';

const timeoutMs = 10_000;
const editTimeoutMs = 180_000;
/** Times of webhooks and of idempotency keys are told wrong beyond it. */
const clockSkewMsMax = 60_000;

export async function checkServer(options: ServerOptions): Promise<readonly Finding[]> {
  const { baseUrl } = (await findServer(options, { needsKey: false }))!;
  const reached = await finding('server', () => checkHealth(baseUrl));
  if (reached.state === 'problem') return [reached];
  const open = [
    reached,
    await finding('services', () => checkReadiness(baseUrl)),
    await finding('clock', () => checkClock(baseUrl)),
  ];
  let server: Server;
  try {
    server = (await findServer(options))!;
  } catch (thrown) {
    return [...open, await finding('key', () => Promise.reject(thrown as Error))];
  }
  return [...open, ...(await checkKey(server))];
}

async function answerOf(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(timeoutMs) }).catch((cause: unknown) => {
    throw new Fault('service.unavailable', `${url} does not answer. Check the address, and that the server runs.`, {
      cause,
    });
  });
}

async function checkHealth(baseUrl: string): Promise<string> {
  const response = await answerOf(`${baseUrl}/healthz`);
  const page = (await (await answerOf(`${baseUrl}/openapi.json`)).json().catch(() => null)) as {
    readonly info?: { readonly title?: string; readonly version?: string };
  } | null;
  if (response.status === 200 && page?.info !== undefined) {
    return `${page.info.title ?? 'API'} version ${page.info.version ?? '?'} at ${baseUrl}`;
  }
  throw new Fault('service.unavailable', `What answers at ${baseUrl} is no Safelight server. Check the address.`);
}

async function checkReadiness(baseUrl: string): Promise<string> {
  const response = await answerOf(`${baseUrl}/readyz`);
  const { services = {} } = (await response.json()) as { readonly services?: Readonly<Record<string, boolean>> };
  const away = Object.keys(services).filter((name) => services[name] !== true);
  if (response.status === 200 && away.length === 0) return `${Object.keys(services).join(', ')} answer`;
  const who = away.length === 0 ? 'The server is stopping' : `${away.join(', ')} does not answer`;
  throw new Fault('service.unavailable', `${who}. Start it where the server runs, and look into its log.`);
}

async function checkClock(baseUrl: string): Promise<string> {
  const before = Date.now();
  const date = (await answerOf(`${baseUrl}/healthz`)).headers.get('date');
  const skewMs = date === null ? 0 : Date.parse(date) - (before + Date.now()) / 2;
  const told = `${Math.round(Math.abs(skewMs) / 1_000)} s`;
  if (Math.abs(skewMs) <= clockSkewMsMax) return `within ${told}`;
  throw new Fault(
    'config.invalid',
    `The clocks of this machine and of the server are ${told} apart. Synchronise both.`,
  );
}

/** What the key may do is found by doing it. */
async function checkKey(server: Server): Promise<readonly Finding[]> {
  const signal = AbortSignal.timeout(editTimeoutMs);
  const may = async (work: (api: Api) => Promise<unknown>): Promise<boolean> => {
    try {
      await withApi(server, signal, () => work(openApi({ ...server, isOwn: true }, signal)));
      return true;
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'request.forbidden') return false;
      throw thrown;
    }
  };
  const first = async (list: AsyncIterable<unknown>): Promise<void> => {
    for await (const entry of list) if (entry !== undefined) return;
  };
  let scopes: readonly string[] = [];
  const key = await finding('key', async () => {
    const [read, admin] = [await may((api) => first(api.photos.list())), await may((api) => first(api.keys.list()))];
    scopes = [...(read ? ['read'] : []), ...(admin ? ['admin'] : [])];
    return scopes.length === 0 ? 'is known; it may neither read nor administer' : `may ${scopes.join(', ')}`;
  });
  if (key.state === 'problem') return [key];
  try {
    let text = '';
    const mayEdit = await may(async (api) => (text = await smallEdit(api)));
    if (mayEdit) return [key, { name: 'edit', state: 'ok', text }];
    return [key, { name: 'edit', state: 'skipped', text: 'the key may not edit; try one with the scope "edit"' }];
  } catch (thrown) {
    return [key, await finding('edit', () => Promise.reject(thrown as Error))];
  }
}
