import { spawn, spawnSync } from 'node:child_process';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeRgb8 } from '@safelight/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, safelight, temporaryFolder } from './run.ts';

const main = join(root, 'apps/cli/src/main.ts');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const edits = [...readme.matchAll(/npm run edit -- (\S+) "([^"]+)"/g)].map(
  ([, photo = '', sentence = '']) => [photo, sentence] as const,
);

describe('the README', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  it.each(edits)('shows an edit that works: %s "%s"', async (photo, sentence) => {
    const out = join(folder.path, `out-${edits.findIndex((one) => one[1] === sentence)}`);
    const run = await safelight(['edit', photo, sentence, '--out', out], {
      cwd: root,
      dataDir: join(folder.path, 'data'),
    });
    expect([run.stderr, run.code]).toEqual(['', 0]);
    const names = await readdir(out);
    for (const [, name = ''] of readme.matchAll(/^\| `([\w.-]+)`(?: …)? +\|/gm)) {
      if (!name.includes('.')) continue;
      expect(names).toContain(name === 'city-sunset.xmp' ? `${/([\w-]+)\.\w+$/.exec(photo)![1]}.xmp` : name);
    }
  });

  it.skipIf(spawnSync('curl', ['--version']).status !== 0)('shows REST calls that work', async () => {
    const script = blocks.find((block) => block.includes('/v1/photos'))!;
    // HOME moves the data folder to the temporary one, port 0 finds a free port.
    const env = { ...process.env, HOME: folder.path, XDG_DATA_HOME: '', SAFELIGHT_DATA: '', NO_COLOR: '1' };
    const server = spawn(process.execPath, [main, 'serve', '--port', '0', '--log-level', 'error'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      let said = '';
      const url = await new Promise<string>((resolve, reject) => {
        server.on('exit', (code) => reject(new Error(`serve ended with ${code}`)));
        server.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          const found = /listens on (http:\S+)/.exec(said)?.[1];
          if (found !== undefined && said.includes('Ctrl-C')) resolve(found);
        });
      });
      const picture = join(folder.path, 'edited.jpg');
      const text = script.replace('http://127.0.0.1:8080', url).replace('-o edited.jpg', `-o '${picture}'`);
      const shell = spawn('bash', ['-euo', 'pipefail', '-c', text], {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      expect(await new Promise((resolve) => shell.on('exit', resolve))).toBe(0);
      expect((await stat(picture)).size).toBeGreaterThan(10_000);
      const original = await decodeRgb8(await readFile(join(root, 'fixtures/photos/wren.jpg')));
      const { width, height } = await decodeRgb8(await readFile(picture));
      expect([width, height]).toEqual([original.width, original.height]);
    } finally {
      const ended = new Promise((resolve) => server.on('exit', resolve));
      server.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
  });
});
