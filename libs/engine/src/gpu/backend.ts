import { existsSync, readdirSync } from 'node:fs';
import { Fault } from '@safelight/core';
import type { GpuExecutor, GpuOptions } from './executor.ts';

/** Where pixels are computed. */
export type Backend = 'cpu' | 'gpu';

/** What a caller wants: `auto` takes a graphics adapter when there is a real one, `gpu` does nothing without one. */
export type BackendChoice = 'auto' | Backend;

export interface OpenedBackend {
  readonly backend: Backend;
  /** One line: the adapter's name, or why the processor computes. */
  readonly reason: string;
  readonly device: GpuExecutor | null;
}

const folder = '/dev/dri';
const devices = ['/dev/nvidiactl', '/dev/dxg', '/dev/kgsl-3d0', '/dev/mali0'];

/** Whether it is worth asking a driver: on Linux an adapter has a device file, elsewhere one cannot tell so cheaply. */
function mayHaveAdapter(): boolean {
  if (process.platform !== 'linux') return true;
  const hasRenderNode = existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('renderD'));
  return hasRenderNode || devices.some((path) => existsSync(path));
}

/** @throws Fault `config.invalid` when `gpu` is asked for and there is no adapter that will do */
export async function openBackend(choice: BackendChoice, options?: GpuOptions): Promise<OpenedBackend> {
  if (choice === 'cpu') return { backend: 'cpu', reason: 'The processor was asked for.', device: null };
  // Loaded when wanted: most machines compute on the processor.
  const { GpuExecutor, NoAdapter } = await import('./executor.ts');
  try {
    if (options === undefined && !mayHaveAdapter()) {
      throw new NoAdapter('This machine has no graphics device (/dev/dri, /dev/nvidiactl).');
    }
    const device = await GpuExecutor.open(options);
    return { backend: 'gpu', reason: device.adapter, device };
  } catch (error) {
    if (!(error instanceof NoAdapter)) throw error;
    if (choice === 'auto') return { backend: 'cpu', reason: error.message, device: null };
    const message = `The engine cannot run on a graphics adapter: ${error.message} Choose the backend "auto" or "cpu".`;
    throw new Fault('config.invalid', message, { field: 'backend', cause: error });
  }
}
