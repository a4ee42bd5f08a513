/** What NVIDIA Triton's own Python clients make of this server; the session is `conformance/session.py`. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { conformanceModels } from './conformance/models.ts';
import { serve } from './server.ts';

const run = promisify(execFile);
const session = fileURLToPath(new URL('./conformance/session.py', import.meta.url));

/** Where `tools/python-parts.sh` puts them; it names the folder by the list of packages. */
function findPython(): string | undefined {
  const list = readFileSync(new URL('../../../tools/python/tritonclient.txt', import.meta.url));
  const name = `tritonclient-${createHash('sha256').update(list).digest('hex').slice(0, 12)}`;
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'safelight', name);
  return existsSync(join(folder, 'complete')) ? join(folder, 'bin/python') : undefined;
}

const python = findPython();

describe('Triton’s Python clients', () => {
  const needed = python === undefined ? ' (needs tritonclient from PyPI: run tools/python-parts.sh)' : '';
  it.skipIf(python === undefined)(
    `find health, metadata, inference, errors, the repository, async calls and streams as with Triton${needed}`,
    async () => {
      await using server = await serve(conformanceModels());
      const { stdout } = await run(python!, [session, server.httpAddress, server.address], { timeout: 50_000 });
      expect(stdout.trim().split('\n').at(-1)).toBe('ok all');
    },
  );
});
