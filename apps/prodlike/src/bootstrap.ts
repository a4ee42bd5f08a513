import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '@safelight/service-kit/durable';
import { gatewayCommand } from './prepare.ts';

/**
 * The installation's first key, made once by the gateway's own command and kept where its owner alone can read it. A
 * start that died between making and keeping it left a key that nobody knows; then it is replaced.
 */
export async function bootstrapKey(dataDir: string, databaseUrl: string): Promise<string> {
  const folder = join(dataDir, 'secrets');
  const path = join(folder, 'api-key');
  const known = await readFile(path, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const environment = { DATABASE_URL: databaseUrl };
  const key = (await gatewayCommand(['bootstrap', '--replace'], environment)).trim();
  await writeDurably(path, `${key}\n`);
  return key;
}
