/** The command line on a server elsewhere: a process of its own, on a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createSafelight } from '@safelight/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, temporaryFolder, type Run } from './run.ts';

const main = join(root, 'apps/cli/src/main.ts');
const photo = join(root, 'fixtures/photos/wren.jpg');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: ChildProcess;
let url: string;
let apiKey: string;

/** `safelight serve`; resolves once it listens. */
async function serve(port: string): Promise<string> {
  const data = join(folder.path, 'data');
  server = spawn(process.execPath, [main, 'serve', '--port', port, '--data', data, '--log-level', 'error'], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of server.stdout!) {
    said += String(chunk);
    const found = /listens on (http:\S+)/.exec(said)?.[1];
    if (found !== undefined) {
      server.stdout!.resume();
      return found;
    }
  }
  throw new Error(`serve ended with ${server.exitCode}`);
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const gone = once(server, 'exit');
  server.kill(signal);
  await gone;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

function start(args: readonly string[], more: Record<string, string> = {}): Running {
  const env = { ...process.env, NO_COLOR: '1', SAFELIGHT_API_KEY: apiKey, SAFELIGHT_SERVER: url, ...more };
  const child = spawn(process.execPath, [main, ...args], { cwd: folder.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, ended };
}

const safelight = (args: readonly string[], env?: Record<string, string>): Promise<Run> => start(args, env).ended;

/** Resolves when the command has told of a step; the stream stays open. */
function firstStep(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    let told = '';
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes('exposure')) resolve();
    });
  });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  url = await serve('0');
  apiKey = (await readFile(join(folder.path, 'data/api-key'), 'utf8')).trim();
});
afterAll(async () => {
  await end('SIGTERM');
  await folder[Symbol.asyncDispose]();
});

describe('with --server', () => {
  let sessionId: string;

  it('an edit survives that the server is killed and started again', async () => {
    const running = start(['edit', photo, '+0.5 EV, more contrast', '--out', 'edited', '--json']);
    await firstStep(running.child.stderr!);
    await end('SIGKILL');
    expect(await serve(new URL(url).port)).toBe(url);
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('safelight:')]);
    const result = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as { sessionId: string; settings: object };
    ({ sessionId } = result);
    expect(result.settings).toHaveProperty('exposure');
    expect(await readdir(join(folder.path, 'edited'))).toContain('edited.jpg');
    const sequences: number[] = [];
    const api = createSafelight({ baseUrl: url, apiKey });
    for await (const { sequence } of api.sessions.log(sessionId)) sequences.push(sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  });

  it('shows, branches and undoes the session', async () => {
    expect((await safelight(['session', sessionId])).stdout).toContain('succeeded');
    const branch = await safelight(['branch', sessionId]);
    expect([branch.code, branch.stdout]).toEqual([0, expect.stringMatching(/^ses_\w+\n$/)]);
    const undone = await safelight(['undo', sessionId, '-o', 'before.jpg']);
    expect([undone.code, undone.stdout]).toEqual([0, expect.stringContaining('Back at the photo')]);
  });

  it('waits for a server that comes up late, and says so', async () => {
    const door = createServer((socket) => {
      const there = connect(Number(new URL(url).port), '127.0.0.1');
      for (const one of [socket, there]) one.on('error', () => undefined);
      socket.pipe(there).pipe(socket);
    });
    // A port that was free a moment ago.
    await once(door.listen(0, '127.0.0.1'), 'listening');
    const { port } = door.address() as AddressInfo;
    await once(door.close(), 'close');
    const running = start(['session', sessionId], { SAFELIGHT_SERVER: `http://127.0.0.1:${port}` });
    const [told] = (await once(running.child.stderr!, 'data')) as [Buffer];
    expect(told.toString()).toMatch(/does not answer; waiting up to 30 s/);
    await once(door.listen(port, '127.0.0.1'), 'listening');
    const { code, stdout, stderr } = await running.ended;
    door.close();
    expect([code, stdout]).toEqual([0, expect.stringContaining('succeeded')]);
    expect(stderr.match(/waiting/g)).toHaveLength(1);
  });

  it('renders, converts, evaluates and lists tools', async () => {
    const recipe = join(folder.path, 'edited/recipe.json');
    const rendered = await safelight(['render', photo, recipe, '-o', 'small.jpg', '--long-edge', '300']);
    expect([rendered.stderr, rendered.stdout]).toEqual(['', expect.stringMatching(/^small.jpg: 300 × |× 300\n/)]);
    expect((await safelight(['convert', recipe, 'look.lua'])).code).toBe(0);
    expect(await readFile(join(folder.path, 'look.lua'), 'utf8')).toContain('Exposure2012');
    const scored = await safelight(['evaluate', photo, join(folder.path, 'edited/edited.jpg'), '+0.5 EV', '--json']);
    expect(JSON.parse(scored.stdout)).toHaveProperty('scores.instruction');
    expect((await safelight(['tools', 'describe', 'exposure'])).stdout).toContain('crs:Exposure2012');
  });

  it('keeps the keys of the account, each secret shown once', async () => {
    const made = await safelight(['keys', 'create', 'reader', '--scope', 'read']);
    const secret = made.stdout.trim();
    expect([made.code, secret]).toEqual([0, expect.stringMatching(/^slk_[\w-]{20,}$/)]);
    const listed = await safelight(['keys']);
    expect(listed.stdout).toContain('reader');
    expect(listed.stdout).not.toContain(secret);
    const refused = await safelight(['edit', photo, 'warmer'], { SAFELIGHT_API_KEY: secret });
    expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining(url)]);
    expect((await safelight(['usage', '--json'])).code).toBe(0);
  });

  it('cancels the edit on Ctrl-C', async () => {
    const running = start([
      'edit',
      photo,
      'cinematic, moody',
      '--candidates',
      '8',
      '--reflections',
      '3',
      '--out',
      'never',
    ]);
    await firstStep(running.child.stdout!);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([130, 'safelight: The request was canceled before it finished.\n']);
    const types: string[] = [];
    for await (const { body } of createSafelight({ baseUrl: url, apiKey }).sessions.events(
      /ses_\w+/.exec(stdout)![0],
    )) {
      types.push(body.type);
      if (['turn.finished', 'turn.failed', 'turn.canceled'].includes(body.type)) break;
    }
    expect(types.at(-1)).toBe('turn.canceled');
    expect(await readdir(folder.path)).not.toContain('never');
  });

  it('says which server, and what to do', async () => {
    const wrong = await safelight(['usage'], { SAFELIGHT_API_KEY: 'slk_wrong' });
    expect([wrong.code, wrong.stderr]).toEqual([5, expect.stringMatching(/127\.0\.0\.1.*Check SAFELIGHT_API_KEY/)]);
    const none = await safelight(['usage'], { SAFELIGHT_SERVER: 'example.org' });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('not the address of a server')]);
    const missing = await safelight(['usage'], { SAFELIGHT_SERVER: '' });
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--server or SAFELIGHT_SERVER')]);
  });
});
