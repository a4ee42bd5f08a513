/** A process of its own for what is measured, so that the load has another one. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Figures {
  /** Resident memory of the whole process. */
  readonly rssMiB: number;
  /** JavaScript objects that are still used. */
  readonly heapMiB: number;
  /** Processor time of all threads since the start. */
  readonly cpuMs: number;
}

export interface Child<Ready> extends AsyncDisposable {
  readonly ready: Ready;
  figures(): Promise<Figures>;
}

type Message<Ready> = { readonly ready: Ready } | { readonly figures: Figures };

const stopMs = 15_000;

/** Runs `child/<script>.ts`, which ends in `serve`. */
export async function startChild<Ready>(script: string, options: unknown): Promise<Child<Ready>> {
  const path = fileURLToPath(new URL(`./${script}.ts`, import.meta.url));
  const child = fork(path, [JSON.stringify(options)], { execArgv: ['--expose-gc'], stdio: ['ignore', 2, 2, 'ipc'] });
  const exited = once(child, 'exit');
  const next = async <K extends string>(key: K): Promise<Extract<Message<Ready>, Record<K, unknown>>> => {
    const ended = exited.then(([code]) => {
      throw new Error(`${script} ended with ${String(code)}.`);
    });
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [Message<Ready>];
    if (!(key in message)) throw new Error(`${script} did not say “${key}”.`);
    return message as Extract<Message<Ready>, Record<K, unknown>>;
  };
  const { ready } = await next('ready');
  return {
    ready,
    async figures() {
      const answer = next('figures');
      child.send('figures');
      return (await answer).figures;
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await exited;
      clearTimeout(timer);
    },
  };
}
