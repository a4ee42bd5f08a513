import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safelight-lock-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const write = (owner: object) => writeFile(join(folder, 'lock.json'), JSON.stringify(owner));

describe('lockFolder', () => {
  it('refuses a second owner in the same process until the first lets go, and leaves no file behind', async () => {
    const first = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'data.locked' });
    await first[Symbol.asyncDispose]();
    await (await lockFolder(folder))[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes over the lock of a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await write({ pid: child.pid, startTicks: null, token: 'dead' });
    await using lock = await lockFolder(folder);
    expect(lock).toBeDefined();
  });

  it('respects a process that lives, and names it', async () => {
    await write({ pid: process.ppid, startTicks: null, token: 'alive' });
    await expect(lockFolder(folder)).rejects.toThrow(String(process.ppid));
  });

  it('is not fooled by a new process that got the old number', async () => {
    await write({ pid: process.ppid, startTicks: '1', token: 'dead' });
    await using lock = await lockFolder(folder);
    expect(lock).toBeDefined();
  });

  it('takes over a lock that was cut off while it was written', async () => {
    await writeFile(join(folder, 'lock.json'), '');
    await using lock = await lockFolder(folder);
    expect(lock).toBeDefined();
  });

  it('lets one of many win when all find a dead owner', async () => {
    await write({ pid: 2 ** 22 + 1, startTicks: '1', token: 'dead' });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    const won = tries.filter((one) => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]!.value[Symbol.asyncDispose]();
  });
});
