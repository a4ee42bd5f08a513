/** The examples of docs/guides/api.md, run as they stand there. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startLocalFleet, type Fleet } from '@safelight/local';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, temporaryFolder } from './run.ts';

const guide = await readFile(join(root, 'docs/guides/api.md'), 'utf8');
const blockOf = (language: string): string => guide.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!;

describe('the guide to the API', () => {
  let fleet: Fleet;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    [fleet, folder] = await Promise.all([startLocalFleet({ dataDir: null, logger: silentLogger }), temporaryFolder()]);
  });
  afterAll(async () => {
    await fleet[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  async function run(command: string, args: readonly string[], env: Record<string, string>): Promise<string> {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    expect(await once(child, 'close')).toEqual([0, null]);
    return stdout;
  }

  it.skipIf(spawnSync('curl', ['--version']).status !== 0)('shows curl calls that work', async () => {
    const script = blockOf('sh')
      .replace('http://127.0.0.1:8080', fleet.baseUrl)
      .replace('$(cat ~/.local/share/safelight/api-key)', fleet.apiKey)
      .replaceAll(/-o (wren\S+)/g, `-o '${folder.path}/$1'`);
    await run('bash', ['-euo', 'pipefail', '-c', script], {});
    expect(await readFile(join(folder.path, 'wren.xmp'), 'utf8')).toContain('crs:');
    expect((await stat(join(folder.path, 'wren-edited.jpg'))).size).toBeGreaterThan(10_000);
  });

  it('shows TypeScript that works', async () => {
    const env = { SAFELIGHT_SERVER: fleet.baseUrl, SAFELIGHT_API_KEY: fleet.apiKey };
    const said = await run(process.execPath, ['--input-type=module-typescript', '--eval', blockOf('ts')], env);
    expect(said).toContain('turn.finished\nsucceeded');
    expect(said).toContain('session.notFound 404 false req_');
  });
});
