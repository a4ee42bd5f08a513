import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The direct children of a process: PostgreSQL has one for each connection. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const pairs = process.platform === 'linux' ? await fromProc() : await fromPs();
  return pairs.filter(([, parent]) => parent === pid).map(([child]) => child);
}

type PidAndParent = readonly [pid: number, parent: number];

/** Linux without `ps`, which a lean Debian image lacks. */
async function fromProc(): Promise<readonly PidAndParent[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const pairs = await Promise.all(
    pids.map(async (pid): Promise<PidAndParent | undefined> => {
      try {
        const status = await readFile(`/proc/${pid}/status`, 'utf8');
        return [Number(pid), Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])];
      } catch {
        // The process ended between the listing and the look.
        return undefined;
      }
    }),
  );
  return pairs.filter((pair) => pair !== undefined);
}

async function fromPs(): Promise<readonly PidAndParent[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}
