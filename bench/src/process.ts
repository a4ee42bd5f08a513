import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface ProcessFigures {
  readonly wallMs: number;
  /** Peak resident memory of the process itself, MiB; 0 where /proc is missing. */
  readonly peakMiB: number;
}

const sampleIntervalMs = 20;

/** Runs a command to its end and measures it as a whole process; throws with its output when it fails. */
export async function runProcess(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ProcessFigures> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000)));
  let peakKiB = 0;
  // VmHWM only grows, so the last sample before the end is the peak up to one interval.
  const timer = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => (peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))),
      () => undefined,
    );
  }, sampleIntervalMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  }).finally(() => clearInterval(timer));
  const wallMs = performance.now() - start;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return { wallMs, peakMiB: peakKiB / 1024 };
}
