import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { isAlive } from '../src/process/alive.ts';
import { childrenOf } from '../src/process/children.ts';
import { isFree } from '../src/process/ports.ts';
import { neighbours } from '../src/config/env.ts';
import { describeReal } from '../src/run/vitest.ts';

describeReal(neighbours, 'servers whose owner was killed by SIGKILL', () => {
  it('are gone, with all their children', async () => {
    const owner = spawn(process.execPath, [join(import.meta.dirname, 'owner.ts'), ...neighbours], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(owner.stdout);
    const failed = once(lines, 'close').then(() =>
      Promise.reject(new Error('The owner ended before its servers ran.')),
    );
    const [line] = (await Promise.race([once(lines, 'line'), failed])) as [string];
    failed.catch(() => undefined);
    const servers = JSON.parse(line) as readonly { readonly pid: number; readonly port: number }[];
    const children = await Promise.all(servers.map(({ pid }) => childrenOf(pid)));
    const pids = [...servers.map(({ pid }) => pid), ...children.flat()];
    expect(servers).toHaveLength(neighbours.length);
    expect(pids.filter(isAlive)).toEqual(pids);

    owner.kill('SIGKILL');
    await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([]);
    expect(await Promise.all(servers.map(({ port }) => isFree(port)))).toEqual([true, true, true]);
  });
});
