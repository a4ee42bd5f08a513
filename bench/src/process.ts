import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface ProcessFigures {
  readonly wallMs: number;
  /** Peak resident memory of the process itself, MiB; 0 where /proc is missing. */
  readonly peakMiB: number;
  /** Processor time of all its threads until its end, less one interval; 0 where /proc is missing. */
  readonly cpuMs: number;
}

const sampleIntervalMs = 20;
/** Linux counts processor time in hundredths of a second. */
const tickMs = 10;

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
  let [peakKiB, ticks] = [0, 0];
  // VmHWM only grows, so the last sample before the end is the peak up to one interval.
  const timer = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => (peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))),
      () => undefined,
    );
    readFile(`/proc/${child.pid}/stat`, 'utf8').then(
      (stat) => {
        // Fields 14 and 15, counted behind the name, which may hold spaces.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        ticks = Math.max(ticks, Number(fields[11]) + Number(fields[12]));
      },
      () => undefined,
    );
  }, sampleIntervalMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  }).finally(() => clearInterval(timer));
  const wallMs = performance.now() - start;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return { wallMs, peakMiB: peakKiB / 1024, cpuMs: ticks * tickMs };
}
