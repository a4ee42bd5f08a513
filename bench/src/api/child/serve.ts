/** What a process of the bench does for its parent: starts one thing, tells what it uses, ends with the parent. */
import type { Figures } from './child.ts';

/** Call it once, at the end of a script that `startChild` runs. */
export async function serve<Options, Ready>(
  start: (options: Options) => Promise<{ readonly ready: Ready } & AsyncDisposable>,
): Promise<void> {
  const running = await start(JSON.parse(process.argv[2]!) as Options);
  process.on('message', () => process.send!({ figures: figures() }));
  process.once('disconnect', () => {
    void Promise.resolve(running[Symbol.asyncDispose]()).finally(() => process.exit());
  });
  process.send!({ ready: running.ready });
}

function figures(): Figures {
  const rssBytes = process.memoryUsage.rss();
  // What is garbage says nothing about whether memory is kept.
  (globalThis as { gc?: () => void }).gc!();
  const { heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { rssMiB: rssBytes / 2 ** 20, heapMiB: heapUsed / 2 ** 20, cpuMs: (user + system) / 1000 };
}
