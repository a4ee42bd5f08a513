/** What an installation keeps from one start to the next: its ports and its secrets. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '@safelight/service-kit/durable';
import { freePorts } from '@safelight/testbed';
import { portNames, type Places } from './programs.ts';

export interface State {
  readonly serviceToken: string;
  readonly databasePassword: string;
  readonly ports: Readonly<Record<string, number>>;
}

/** Made at the first start; more places get more ports. Readable by its owner alone. */
export async function loadState(dataDir: string, places: Places): Promise<State> {
  // PostgreSQL runs as somebody else and passes through; the secrets are ours.
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const folder = join(dataDir, 'secrets');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'state.json');
  const known = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as State,
    () => null,
  );
  const missing = portNames(places).filter((name) => known?.ports[name] === undefined);
  if (known !== null && missing.length === 0) return known;
  const fresh = await freePorts(missing.length);
  const ports = { ...known?.ports, ...Object.fromEntries(missing.map((name, index) => [name, fresh[index]!])) };
  const state: State = {
    serviceToken: known?.serviceToken ?? randomBytes(32).toString('base64url'),
    databasePassword: known?.databasePassword ?? randomBytes(16).toString('hex'),
    ports,
  };
  await writeDurably(path, Buffer.from(JSON.stringify(state)));
  return state;
}
