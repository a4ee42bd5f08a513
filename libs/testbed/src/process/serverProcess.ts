/**
 * One server of the testbed as a child process that never outlives its owner.
 *
 * A shell forks a watcher and then becomes the server. The watcher waits for the end of a pipe whose other end only the
 * owner holds: when the owner ends in any way, SIGKILL included, the kernel closes the pipe and the watcher kills its
 * process group, which is the server and itself. A group keeps its number while a member lives, so the watcher can never
 * hit a stranger.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import { isAlive } from './alive.ts';
import { childrenOf } from './children.ts';
import type { ProcessUser } from './user.ts';

const watched = 'exec 3<&0; ( ( read -r _ <&3; kill -KILL 0 ) & ); exec 3<&-; exec "$@" </dev/null';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Variables on top of this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly folder: string;
  /** Receives what the server writes to stdout and stderr; a file, because a full pipe would hold the server up. */
  readonly logFile: string;
  /** Whose rights the server has; ours when left out. */
  readonly user?: ProcessUser | undefined;
}

export class ServerProcess {
  /** Resolves, with words for people, when the server has ended for whatever reason. */
  readonly exited: Promise<string>;
  readonly #child: ChildProcess;
  #ended = false;

  constructor({ command, args, environment, folder, logFile, user }: Launch) {
    const log = openSync(logFile, 'a');
    try {
      this.#child = spawn('/bin/sh', ['-c', watched, 'sh', command, ...args], {
        cwd: folder,
        env: { ...process.env, ...environment },
        stdio: ['pipe', log, log],
        // A group of its own: Ctrl-C in a terminal is for the owner, who then stops the server in order.
        detached: true,
        ...user,
      });
    } finally {
      closeSync(log);
    }
    // The watcher may end first; there is nothing to write to it anyway.
    this.#child.stdin?.on('error', () => undefined);
    this.exited = new Promise((resolve) => {
      const end = (why: string) => {
        this.#ended = true;
        // Ends the watcher, and what the server may have left in its group.
        this.#child.stdin?.destroy();
        resolve(why);
      };
      this.#child.once('error', (error) => end(error.message));
      this.#child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
    });
  }

  get running(): boolean {
    return !this.#ended;
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Fault('internal', 'The server did not start, so it has no process id.');
    return pid;
  }

  /** Asks the server to end and waits; after `graceMs` it is killed. */
  async stop(signal: NodeJS.Signals, graceMs: number): Promise<void> {
    if (this.#ended) return;
    await this.resume();
    this.#child.kill(signal);
    const patience = new AbortController();
    const slow = delay(graceMs, true, { signal: patience.signal }).catch(() => false);
    const tooSlow = await Promise.race([slow, this.exited.then(() => false)]);
    patience.abort();
    if (tooSlow) await this.kill();
  }

  /** SIGKILL to the server and its children, as the kernel would do when memory runs out; waits until all are gone. */
  async kill(): Promise<void> {
    if (this.#ended) return;
    const children = await childrenOf(this.pid);
    send('SIGKILL', this.pid, ...children);
    await this.exited;
    while (children.some(isAlive)) await delay(5);
  }

  /** SIGSTOP: connections stay open and nothing answers, as with a machine that hangs. */
  async pause(): Promise<void> {
    if (this.#ended) return;
    send('SIGSTOP', this.pid, ...(await childrenOf(this.pid)));
  }

  async resume(): Promise<void> {
    if (this.#ended) return;
    send('SIGCONT', ...(await childrenOf(this.pid)), this.pid);
  }
}

function send(signal: NodeJS.Signals, ...pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // Gone in the meantime is what a signal to end wants, and nothing to pause.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
