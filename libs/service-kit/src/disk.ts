/** Shows how much room is left where a service keeps its data. */
import { statfs } from 'node:fs/promises';
import type { ObservableResult } from '@opentelemetry/api';
import { meter } from './metrics.ts';

const free = meter.createObservableGauge('data_folder_free_bytes', {
  description: 'Bytes that the service may still write where it keeps its data, by service.',
});

/** Until disposed. */
export function showFreeSpace(service: string, folder: string): Disposable {
  const observe = async (result: ObservableResult): Promise<void> => {
    const found = await statfs(folder).catch(() => null);
    if (found !== null) result.observe(found.bavail * found.bsize, { service });
  };
  free.addCallback(observe);
  return { [Symbol.dispose]: () => free.removeCallback(observe) };
}
