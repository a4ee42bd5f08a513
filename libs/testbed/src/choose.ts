import { Fault } from '@safelight/core';
import { hasContainerEngine } from './process/engine.ts';

export interface Ways<I, T> {
  readonly name: string;
  /** What was found on this machine, or one line that says how to get it. */
  readonly found: I | string;
  /** The caller's folder, which only a server of this machine can keep its data in. */
  readonly dataDir: string | undefined;
  local(found: I): Promise<T>;
  container(): Promise<T>;
}

/**
 * The server of this machine, else a container. In this order, because the first starts in a tenth of the time, can be
 * killed and stopped to the instruction, and needs no image from a registry.
 * @throws Fault `service.unavailable` when there is neither
 */
export async function startEither<I extends object, T>(ways: Ways<I, T>): Promise<T> {
  const { name, found, dataDir } = ways;
  if (typeof found !== 'string') return ways.local(found);
  if (!hasContainerEngine()) throw new Fault('service.unavailable', `${name} cannot start: ${found}.`);
  if (dataDir === undefined) return ways.container();
  throw new Fault('config.invalid', `A container cannot keep its data in ${dataDir}, and of this machine: ${found}.`);
}
