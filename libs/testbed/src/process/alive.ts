import { readFileSync } from 'node:fs';

/**
 * Whether a process runs. One that has ended but whose parent has not looked yet (a zombie) does not, once its last
 * thread is gone: until then its ports are taken.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const isZombie = /^State:\s*[ZX]/m.test(status);
    return !isZombie || Number(/^Threads:\s*(\d+)/m.exec(status)?.[1] ?? 1) > 1;
  } catch (error) {
    // It ended between the two looks. Anything else says nothing of the process, and what lives must not pass for dead.
    return !['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
