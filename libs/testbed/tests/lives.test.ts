import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive } from '../src/process/alive.ts';
import { childrenOf } from '../src/process/children.ts';
import { isFree } from '../src/process/ports.ts';
import { makeBucket, startPostgres, startS3 } from '../src/index.ts';
import { describeReal } from '../src/run/vitest.ts';
import { cases } from './servers.ts';

const foldersOfThisProcess = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`safelight-testbed-${process.pid}-`));

for (const { neighbour, name, start } of cases) {
  describeReal(neighbour, name, () => {
    it('keeps what it has acknowledged over SIGKILL, comes back on its port, and is gone once disposed', async () => {
      const running = await start();
      const { server, port } = running;
      await running.write('acknowledged');
      const pids = [server.pid!, ...(await childrenOf(server.pid!))];

      await server.kill();
      expect(server.running).toBe(false);
      expect(pids.filter(isAlive)).toEqual([]);
      expect(await isFree(port)).toBe(true);

      await server.start();
      expect(await running.read()).toBe('acknowledged');
      const last = server.pid!;

      await running[Symbol.asyncDispose]();
      expect(isAlive(last)).toBe(false);
      expect(await isFree(port)).toBe(true);
    });
  });
}

describeReal('s3', 'the folder of a server', () => {
  it('goes with the server unless the caller chose it; then the next one finds data, port and keys in it', async () => {
    const before = await foldersOfThisProcess();
    const server = await startS3();
    expect(await foldersOfThisProcess()).toHaveLength(before.length + 1);
    await server[Symbol.asyncDispose]();
    expect(await foldersOfThisProcess()).toEqual(before);

    const dataDir = await mkdtemp(join(tmpdir(), 'testbed-lives-'));
    try {
      const first = await startS3({ dataDir });
      const bucket = await makeBucket(first);
      await first[Symbol.asyncDispose]();
      await using again = await startS3({ dataDir });
      expect(again.endpoint).toBe(first.endpoint);
      // With the keys of before, and empties the bucket of before.
      await bucket[Symbol.asyncDispose]();
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

describeReal('pg', 'a server', () => {
  it.runIf(process.getuid?.() === 0)('names the folder that its account may not enter', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'testbed-lives-'));
    try {
      await expect(startPostgres({ dataDir: join(dataDir, 'inner') })).rejects.toThrow(`may not enter ${dataDir}.`);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });

  it('shows the end of its log when it does not start', async () => {
    const start = startPostgres({ durable: false, settings: { max_connections: 'plenty' } });
    await expect(start).rejects.toThrow(/PostgreSQL ended while it started[^]*max_connections[^]*plenty/);
  });

  it.runIf(process.platform === 'linux')('stands still while paused, children too, and goes on after', async () => {
    await using running = await cases.find(({ neighbour }) => neighbour === 'pg')!.start();
    const { server } = running;
    const states = async () => {
      const pids = [server.pid!, ...(await childrenOf(server.pid!))];
      const files = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8')));
      const all = files.map((file) => /^State:\s*(\w)/m.exec(file)?.[1]);
      // A child that ended at that moment stays a zombie until its parent goes on.
      return new Set(all.filter((state) => state !== 'Z'));
    };
    await server.pause();
    await expect.poll(states).toEqual(new Set(['T']));
    await server.resume();
    await running.write('after the pause');
    expect(await running.read()).toBe('after the pause');
  });
});
