/** The MCP server as hosts use it: the SDK's own client over both transports, against the whole fleet. */
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { createSafelight } from '@safelight/client';
import { decodeRgb8, encodeImage } from '@safelight/codec';
import { startLocalFleet, type Fleet } from '@safelight/local';
import { startHttp, type RunningMcp } from '@safelight/mcp';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, temporaryFolder } from './run.ts';

const main = join(root, 'apps/cli/src/main.ts');

let fleet: Fleet;
let http: RunningMcp;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let photo: Uint8Array;
let base64: string;

/** A fixture at a third of its edge: quicker, and small enough for a message. */
async function smallPhoto(): Promise<Uint8Array> {
  const { width, height, data } = await decodeRgb8(await readFile(join(root, 'fixtures/photos/wren.jpg')));
  const [w, h] = [Math.floor(width / 3), Math.floor(height / 3)];
  const small = new Uint8Array(w * h * 3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) small.set(data.subarray((y * 3 * width + x * 3) * 3).subarray(0, 3), (y * w + x) * 3);
  }
  return encodeImage({ width: w, height: h, data: small }, { format: 'jpeg', quality: 90 });
}

beforeAll(async () => {
  folder = await temporaryFolder();
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger });
  http = await startHttp({ baseUrl: fleet.baseUrl, port: 0 });
  photo = await smallPhoto();
  base64 = Buffer.from(photo).toString('base64');
  await writeFile(join(folder.path, 'bird.jpg'), photo);
  await symlink('/etc/hostname', join(folder.path, 'link.jpg'));
});
afterAll(async () => {
  await http[Symbol.asyncDispose]();
  await fleet[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

type Revision = 'legacy' | 'auto';

async function overHttp(apiKey: string, mode: Revision = 'legacy'): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  const requestInit = { headers: { authorization: `Bearer ${apiKey}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(http.url), { requestInit }));
  expect(client.getProtocolEra()).toBe(mode === 'auto' ? 'modern' : 'legacy');
  return client;
}

async function overStdio(): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const env = { ...process.env, SAFELIGHT_API_KEY: fleet.apiKey } as Record<string, string>;
  const args = [main, 'mcp', '--server', fleet.baseUrl, '--root', folder.path];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'inherit' }));
  return client;
}

interface Told {
  readonly isError?: boolean;
  readonly content: readonly { type: string; text?: string; data?: string; uri?: string }[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as the tool's output schema has it; the client has checked it
  readonly structuredContent?: any;
}

const call = async (client: Client, name: string, args: object, options: object = {}): Promise<Told> =>
  (await client.callTool({ name, arguments: args as Record<string, unknown> }, options)) as Told;
const textOf = ({ content }: Told): string => content.map(({ text = '' }) => text).join('\n');
const edit = { instruction: '+0.5 EV', reflectionsMax: 0 };

describe.each([
  ['over stdio', overStdio, () => ({ path: 'bird.jpg' })],
  ['over HTTP, 2025 revision', () => overHttp(fleet.apiKey), () => ({ base64, fileName: 'bird.jpg' })],
  ['over HTTP, 2026 revision', () => overHttp(fleet.apiKey, 'auto'), () => ({ base64 })],
] as const)('%s', (_, connect, photoArguments) => {
  let client: Client;
  beforeAll(async () => void (client = await connect()));
  afterAll(() => client.close());

  it('lists its tools, each with a schema of what it takes and answers', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      ...['continue_edit', 'convert_recipe', 'edit_photo', 'evaluate_edit', 'get_recipe', 'list_tools'],
      ...['render_photo', 'undo'],
    ]);
    for (const { inputSchema, outputSchema, description } of tools) {
      expect([inputSchema.type, outputSchema?.type]).toEqual(['object', 'object']);
      expect(description!.length).toBeGreaterThan(40);
    }
  });

  it('edits a photo, shows it, tells its progress, goes on and goes back', async () => {
    const told: string[] = [];
    const onprogress = ({ message = '' }: { message?: string }): void => void told.push(message);
    const first = await call(client, 'edit_photo', { ...photoArguments(), ...edit }, { onprogress });
    expect(textOf(first)).toContain('Scores of 5');
    const { sessionId, scores, settings } = first.structuredContent;
    expect(settings.exposure).toBeCloseTo(0.5, 1);
    expect(scores.instruction).toBeGreaterThan(3);
    expect(told[0]).toBe('Looking at the photo.');
    expect(told.some((message) => message.startsWith('Step 1: '))).toBe(true);
    const picture = first.content.find(({ type }) => type === 'image')!;
    const { width, height } = await decodeRgb8(Buffer.from(picture.data!, 'base64'));
    expect(Math.max(width, height)).toBeLessThanOrEqual(1_024);

    const second = await call(client, 'continue_edit', { sessionId, instruction: '-1 EV', reflectionsMax: 0 });
    expect(second.structuredContent.settings.exposure).toBeLessThan(settings.exposure);
    const back = await call(client, 'undo', { sessionId });
    expect(back.structuredContent.settings).toEqual(settings);

    const xmp = await call(client, 'get_recipe', { sessionId, format: 'xmp' });
    expect(xmp.structuredContent.recipe).toContain('crs:Exposure2012');
    const links = first.content.filter(({ type }) => type === 'resource_link').map(({ uri }) => uri!);
    for (const uri of links) {
      const { contents } = await client.readResource({ uri });
      expect(JSON.stringify(contents[0]).length, uri).toBeGreaterThan(100);
    }
    const converted = await call(client, 'convert_recipe', {
      text: xmp.structuredContent.recipe,
      from: 'xmp',
      to: 'lua',
    });
    expect(converted.structuredContent.text).toContain('Exposure2012');
    const render = { ...photoArguments(), xmp: xmp.structuredContent.recipe, longEdge: 200 };
    expect((await call(client, 'render_photo', render)).structuredContent).toMatchObject({ width: 200 });
  });

  it('scores an edit that was made elsewhere', async () => {
    const args = { before: photoArguments(), after: photoArguments(), instruction: 'warmer' };
    const { structuredContent } = await call(client, 'evaluate_edit', args);
    expect(structuredContent.scores.instruction).toBeLessThan(3);
    expect(structuredContent.metrics.length).toBeGreaterThan(0);
  });

  it('says what to do about bad input, as an error of the tool', async () => {
    const none = await call(client, 'edit_photo', { instruction: 'warmer' });
    expect([none.isError, textOf(none)]).toEqual([true, expect.stringContaining('Name the photo in one way')]);
    const text = await call(client, 'edit_photo', { base64: 'aGVsbG8gd29ybGQ=', instruction: 'warmer' });
    expect([text.isError, textOf(text)]).toEqual([true, expect.stringMatching(/photo\.\w+, request req_/)]);
    const unknown = await call(client, 'get_recipe', { sessionId: 'ses_none' });
    expect([unknown.isError, textOf(unknown)]).toEqual([true, expect.stringContaining('session.notFound')]);
  });

  it('cancels the turn when the host cancels the call', async () => {
    const first = await call(client, 'edit_photo', { ...photoArguments(), ...edit });
    const { sessionId } = first.structuredContent;
    const leaving = new AbortController();
    const wish = { sessionId, instruction: 'cinematic, dramatic sky', candidates: 8, reflectionsMax: 3 };
    const options = { signal: leaving.signal, onprogress: () => leaving.abort() };
    await expect(call(client, 'continue_edit', wish, options)).rejects.toThrow();
    const types: string[] = [];
    for await (const { body } of createSafelight(fleet).sessions.events(sessionId)) {
      types.push(body.type);
      if (types.filter((type) => type === 'turn.requested').length < 2) continue;
      if (['turn.finished', 'turn.canceled', 'turn.failed'].includes(body.type)) break;
    }
    expect(types.at(-1)).toBe('turn.canceled');
  });
});

describe('a file below the root', () => {
  let client: Client;
  beforeAll(async () => void (client = await overStdio()));
  afterAll(() => client.close());

  it.each(['../bird.jpg', '/etc/hostname', 'link.jpg', 'none.jpg', '.'])('is not %s', async (path) => {
    const refused = await call(client, 'edit_photo', { path, instruction: 'warmer' });
    expect([refused.isError, textOf(refused)]).toEqual([true, expect.stringContaining('no readable file below')]);
  });
});

describe('the HTTP door', () => {
  const post = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers };
      const asked = request(http.url, { method: 'POST', headers: sent }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      asked.on('error', reject);
      asked.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }));
    });
  const authorization = 'Bearer slk_whatever';

  it('lets nobody in without a key', async () => {
    expect(await post({})).toBe(401);
  });

  it('refuses pages of other origins and other names of this machine', async () => {
    expect(await post({ authorization, origin: 'https://evil.example' })).toBe(403);
    expect(await post({ authorization, host: 'rebound.example' })).toBe(403);
  });

  it('has the API judge the key: an unknown one is told so', async () => {
    const client = await overHttp('slk_unknown');
    const refused = await call(client, 'list_tools', {});
    expect([refused.isError, textOf(refused)]).toEqual([true, expect.stringContaining('request.unauthenticated')]);
    await client.close();
  });

  it('opens no files', async () => {
    const client = await overHttp(fleet.apiKey);
    const refused = await call(client, 'edit_photo', { path: '/etc/hostname', instruction: 'warmer' });
    expect([refused.isError, textOf(refused)]).toEqual([true, expect.stringContaining('opens no files')]);
    await client.close();
  });

  it('keeps a session to the key that opened it', async () => {
    const transport = new StreamableHTTPClientTransport(new URL(http.url), {
      requestInit: { headers: { authorization: `Bearer ${fleet.apiKey}` } },
    });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
    const session = { 'mcp-session-id': transport.sessionId! };
    expect(await post({ ...session, authorization })).toBe(404);
    expect(await post({ ...session, authorization: `Bearer ${fleet.apiKey}` })).toBe(200);
    await client.close();
  });
});
