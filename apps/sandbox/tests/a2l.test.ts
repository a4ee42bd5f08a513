import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeRgb8 } from '@safelight/codec';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type RunningSandbox } from '../src/service.ts';

const token = 'a-token-of-enough-length';
const photoFile = new URL('../../../fixtures/photos/wren.jpg', import.meta.url);

let folder: string;
let root: string;
let sandbox: RunningSandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-a2l-'));
  root = join(folder, 'served');
  await mkdir(root);
  await copyFile(photoFile, join(root, 'wren.jpg'));
  await writeFile(join(root, 'brighter.lua'), 'return { Exposure2012 = 1.0, Saturation = -100 }');
  await writeFile(join(root, 'evil.lua'), `os.execute("touch ${folder}/executed")\nreturn { Exposure2012 = 1 }`);
  await writeFile(join(root, 'no-photo.jpg'), 'text');
  await copyFile(photoFile, join(folder, 'secret.jpg'));
  await symlink(join(folder, 'secret.jpg'), join(root, 'link.jpg'));
  const doors = { root, token, linePort: 0, httpPort: 0 };
  sandbox = await startSandbox({ logger: silentLogger, engineWorkers: 1, probes: false, a2l: doors });
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Sends text, ends the sending side and gives every line that came back. */
async function talk(text: string): Promise<string[]> {
  const [host, port] = sandbox.a2l!.lineAddress.split(':');
  const socket = connect({ host: host!, port: Number(port), allowHalfOpen: true });
  socket.end(text);
  let heard = '';
  for await (const chunk of socket) heard += String(chunk);
  return heard.split('\n').filter((line) => line !== '');
}

const post = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  fetch(`${sandbox.a2l!.httpUrl}/process`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('The line protocol accepts, develops, and says success with the path of a picture that is there.', async () => {
  const lines = await talk(`ping\nprocess|${root}/wren.jpg|${root}/brighter.lua|${root}/out\n`);
  const outputPath = join(root, 'out/wren.jpg');
  expect(lines).toEqual(['pong', 'processing|Request accepted, processing photo...', `success|${outputPath}`]);
  const [before, after] = [await decodeRgb8(await readFile(photoFile)), await decodeRgb8(await readFile(outputPath))];
  expect([after.width, after.height]).toEqual([before.width, before.height]);
  const spread = after.data.reduce(
    (most, _, i) => (i % 3 === 0 ? Math.max(most, Math.abs(after.data[i]! - after.data[i + 2]!)) : most),
    0,
  );
  expect(spread).toBeLessThan(12);
  const mean = (data: Uint8Array) => data.reduce((sum, code) => sum + code, 0) / data.length;
  expect(mean(after.data)).toBeGreaterThan(mean(before.data) + 20);
});

test('Without a folder the result lies in processed/ beside the photo.', async () => {
  expect(await talk('process|wren.jpg|brighter.lua|')).toEqual([
    'processing|Request accepted, processing photo...',
    `success|${join(root, 'processed/wren.jpg')}`,
  ]);
});

test.each([
  ['\n', 'error|Empty request'],
  ['frobnicate|a|b\n', 'error|Invalid request format'],
  ['process|wren.jpg\n', 'error|Invalid request format'],
  ['process|none.jpg|brighter.lua|\n', 'error|Photo file does not exist'],
  ['process|wren.jpg|none.lua|\n', 'error|XMP file does not exist'],
])('%j is answered with %s', async (text, answer) => {
  const lines = await talk(text);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(answer);
});

test.each([
  ['a photo above the folder', '../secret.jpg|brighter.lua|'],
  ['an absolute path elsewhere', '/etc/passwd|brighter.lua|'],
  ['a link that leads outside', 'link.jpg|brighter.lua|'],
])('The jail holds %s shut and tells no more than of a file that is not there.', async (_, paths) => {
  const [answer] = await talk(`process|${paths}\n`);
  const [missing] = await talk('process|none.jpg|brighter.lua|\n');
  expect(answer).toBe(missing);
});

test('The jail writes nowhere else.', async () => {
  const before = await readdir(folder);
  const [answer] = await talk('process|wren.jpg|brighter.lua|../elsewhere\n');
  expect(answer).toMatch(/^error\|The output folder lies outside/);
  expect(await readdir(folder)).toEqual(before);
});

test('Lua is read as data: code in it is refused and never run.', async () => {
  const lines = await talk('process|wren.jpg|evil.lua|\n');
  expect(lines.at(-1)).toMatch(/^error\|Line 1/);
  expect(await readdir(folder)).not.toContain('executed');
});

test('A file that is no photo is an error, and the next photo is developed.', async () => {
  const lines = await talk('process|no-photo.jpg|brighter.lua|\nprocess|wren.jpg|brighter.lua|again\n');
  expect(lines.filter((line) => line.startsWith('error|'))).toHaveLength(1);
  expect(lines).toContain(`success|${join(root, 'again/wren.jpg')}`);
});

test('An endless line is cut off and the door stays open.', async () => {
  const [answer] = await talk('x'.repeat(40_000));
  expect(answer).toMatch(/^error\|A line holds at most/);
  expect(await talk('ping\n')).toEqual(['pong']);
});

test('HTTP develops for who has the token, as bearer or as password of the URL.', async () => {
  const body = { photo_path: 'wren.jpg', lua_path: 'brighter.lua', output_dir: 'http', task_id: 'seven' };
  const reply = await post(body);
  expect(reply.status).toBe(200);
  const outputPath = join(root, 'http/wren.jpg');
  expect(await reply.json()).toEqual({ status: 'success', output_path: outputPath, task_id: 'seven', warnings: [] });
  const basic = { authorization: `Basic ${Buffer.from(`any:${token}`).toString('base64')}` };
  const named = await post({ ...body, lua_path: undefined, xmp_path: 'brighter.lua' }, basic);
  expect(named.status).toBe(200);
});

test.each([
  ['no token', {}, 401],
  ['a wrong token', { authorization: 'Bearer wrong-token-of-length' }, 401],
])('HTTP with %s is refused', async (_, headers, status) => {
  expect((await post({ photo_path: 'wren.jpg', lua_path: 'brighter.lua' }, headers)).status).toBe(status);
});

test('HTTP names what is wrong and keeps the task.', async () => {
  const missing = await post({ photo_path: 'wren.jpg', task_id: 3 });
  expect([missing.status, await missing.json()]).toEqual([400, expect.objectContaining({ status: 'error' })]);
  const absent = await post({ photo_path: 'none.jpg', lua_path: 'brighter.lua', task_id: 3 });
  expect([absent.status, await absent.json()]).toEqual([
    400,
    expect.objectContaining({ status: 'error', code: 'file.unreadable', task_id: 3 }),
  ]);
});
