import type { Row } from '../../row.ts';
import type { Ground } from '../ground.ts';
import { load } from '../load/load.ts';
import type { ApiOptions } from '../options.ts';
import { uploads } from '../pictures.ts';

/** As many as the gateway takes at once. */
const connections = 4;

/** Every upload is a new photo: it is hashed, looked into by the sandbox, kept and written down. */
export async function measureUpload({ gateway, tenant }: Ground, options: ApiOptions): Promise<readonly Row[]> {
  const next = await uploads();
  const headers = { ...tenant.caller.headers, 'content-type': 'image/jpeg' };
  const sizeMiB = next(0).length / 2 ** 20;
  const loaded = await load({
    ...{ baseUrl: gateway.ready.baseUrl, connections, expected: 201, durationMs: options.roundMs * 2 },
    request: (index) => ({ method: 'POST', path: '/v1/photos', headers, body: next(index) }),
  });
  const note = `${sizeMiB.toFixed(2)} MiB each, ${connections} at once`;
  return [
    { name: 'upload', value: loaded.perSecond, unit: '/s', note },
    { name: 'upload, p50', value: loaded.p50Ms, unit: 'ms' },
    { name: 'upload, p99', value: loaded.p99Ms, unit: 'ms' },
  ];
}
