import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchJars } from './fetch.ts';

const asked: string[] = [];
const repository = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('the jar');
});
const sha256 = createHash('sha256').update('the jar').digest('hex');
const jar = { path: 'org/example/thing/1.0/thing-1.0.jar', sha256 };
let url: string;
let folder: string;

beforeAll(async () => {
  await once(repository.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(repository.address() as AddressInfo).port}/maven/`;
});

afterAll(() => {
  repository.closeAllConnections();
  repository.close();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testbed-jars-'));
  asked.length = 0;
  return () => rm(folder, { recursive: true });
});

describe('fetchJars', () => {
  it('stores a jar by its file name, and does not ask again for what is there', async () => {
    await fetchJars([jar], url, folder);
    expect(await readFile(join(folder, 'thing-1.0.jar'), 'utf8')).toBe('the jar');
    await fetchJars([jar], url, folder);
    expect(asked).toEqual(['/maven/org/example/thing/1.0/thing-1.0.jar']);
  });

  it('refuses bytes that are not what the checksum says, and keeps nothing of them', async () => {
    const other = { ...jar, sha256: 'f'.repeat(64) };
    await expect(fetchJars([other], url, folder)).rejects.toThrow(`has SHA-256 ${sha256}, expected ffff`);
    expect(await readdir(folder)).toEqual([]);
  });
});
