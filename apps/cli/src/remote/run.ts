/** Commands on a server. The client is loaded when there is one. */
import type { Api } from './api.ts';
import { findServer, mustFindServer, type Server, type ServerOptions } from './server.ts';

/** Runs work on the server that is named. */
export async function onServer<T>(options: ServerOptions, work: (api: Api) => Promise<T>): Promise<T> {
  return run(await mustFindServer(options), work);
}

/** Runs work on the server that is named, if one is; tells whether. */
export async function onServerIfNamed(options: ServerOptions, work: (api: Api) => Promise<void>): Promise<boolean> {
  const server = await findServer(options);
  if (server !== null) await run(server, work);
  return server !== null;
}

async function run<T>(server: Server, work: (api: Api) => Promise<T>): Promise<T> {
  const { interruption, withApi } = await import('./api.ts');
  return withApi(server, interruption(), work);
}
