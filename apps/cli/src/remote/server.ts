/** Which server a command works on, and with which key. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@safelight/core';
import { defaultDataDir, serverSettings } from '../config/env.ts';
import { warn } from '../terminal.ts';

export interface ServerOptions {
  /** `--server`. */
  readonly server?: string;
}

export interface Server {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** It was started for this command and goes with it: a person need not know where it is. */
  readonly isOwn: boolean;
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The server that is named on the command line or in the environment; null = none, services of our own. */
export async function findServer({ server }: ServerOptions, { needsKey } = { needsKey: true }): Promise<Server | null> {
  const { url: configured, key, keyFile } = serverSettings();
  const text = server ?? configured;
  if (text === null) return null;
  const url = parseServer(text);
  const isLocal = loopback.test(url.hostname);
  if (url.protocol === 'http:' && !isLocal) {
    warn(`${url.origin} is not encrypted: the key and the photos can be read on the way. Use https.`);
  }
  const baseUrl = url.href.replace(/\/+$/, '');
  if (!needsKey) return { baseUrl, isOwn: false, apiKey: '' };
  return { baseUrl, isOwn: false, apiKey: key ?? (await readKey(baseUrl, keyFile ?? (isLocal ? ownKeyFile() : null))) };
}

/** The same for commands that only a server can serve. */
export async function mustFindServer(options: ServerOptions): Promise<Server> {
  const server = await findServer(options);
  if (server !== null) return server;
  const message = 'This command works on a server. Name it with --server or SAFELIGHT_SERVER.';
  throw new Fault('request.invalid', message, { field: 'server' });
}

function parseServer(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.search === '')
    return url;
  const message = `"${text}" is not the address of a server. Write it like https://safelight.example or http://127.0.0.1:8080.`;
  throw new Fault('request.invalid', message, { field: 'server' });
}

/** Where `safelight serve` on this machine leaves its key. */
const ownKeyFile = (): string => join(defaultDataDir(), 'api-key');

async function readKey(baseUrl: string, path: string | null): Promise<string> {
  const remedy = 'Put the key into SAFELIGHT_API_KEY, or the path of a file that holds it into SAFELIGHT_API_KEY_FILE.';
  if (path === null) throw new Fault('request.unauthenticated', `There is no API key for ${baseUrl}. ${remedy}`);
  const key = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('request.unauthenticated', `The API key for ${baseUrl} cannot be read from ${path}. ${remedy}`, {
      cause,
    });
  });
  return key.trim();
}
