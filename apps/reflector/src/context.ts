import { lockFolder } from '@safelight/service-kit/lock';
import type { Events } from './events.ts';
import { Images } from './store/images.ts';
import { Manifest } from './store/manifest.ts';
import { Trajectories } from './store/trajectories.ts';
import type { Teacher } from './teacher/teacher.ts';

/** What the RPCs share: the data folder, owned by this process until disposed. */
export interface Context extends AsyncDisposable {
  readonly images: Images;
  readonly trajectories: Trajectories;
  readonly manifest: Manifest;
  /** See `limits.ts`. */
  readonly marginMin: number;
  readonly teacher: Teacher;
  readonly events: Events;
  /** Runs tasks one after the other: pairing reads what earlier submissions wrote. */
  readonly inTurn: <T>(task: () => Promise<T>) => Promise<T>;
}

/** @throws Fault `data.locked` when another process owns the folder, `config.invalid` when its manifest is damaged. */
export async function openContext(options: {
  readonly dataDir: string;
  readonly marginMin: number;
  readonly teacher: Teacher;
  readonly events: Events;
}): Promise<Context> {
  const { dataDir, marginMin, teacher, events } = options;
  const lock = await lockFolder(dataDir);
  let last: Promise<unknown> = Promise.resolve();
  try {
    return {
      images: new Images(dataDir),
      trajectories: new Trajectories(dataDir),
      manifest: await Manifest.open(dataDir),
      marginMin,
      teacher,
      events,
      inTurn: (task) => {
        const result = last.then(task);
        last = result.catch(() => undefined);
        return result;
      },
      [Symbol.asyncDispose]: async () => {
        await last;
        await lock[Symbol.asyncDispose]();
      },
    };
  } catch (thrown) {
    await lock[Symbol.asyncDispose]();
    throw thrown;
  }
}
