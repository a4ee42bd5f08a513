import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLogger, startService } from '@safelight/service-kit';
import { freePorts, realKafka } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { expect, it } from 'vitest';
import { startGateway } from '../src/index.ts';
import { openProxy } from './support/proxy.ts';

const databaseTemplateDir = fileURLToPath(new URL('../../../node_modules/.cache/safelight', import.meta.url));

describeReal('kafka', 'a gateway whose broker cannot be reached yet', () => {
  it('starts and says that it is degraded until the broker answers', async () => {
    await using open = new AsyncDisposableStack();
    const [port] = await freePorts(1);
    const dataDir = open.adopt(await mkdtemp(join(tmpdir(), 'safelight-late-')), (path) =>
      rm(path, { recursive: true }),
    );
    const neighbour = open.use(await startService({ name: 'neighbour', implementations: [], logger: silentLogger }));
    const { address } = neighbour;
    const gateway = open.use(
      await startGateway({
        storage: { kind: 'folder', dataDir, databaseTemplateDir },
        bus: { brokers: [`127.0.0.1:${port}`] },
        logger: silentLogger,
        neighbours: async () => ({ sandbox: address, policy: address, evaluator: address, reflector: address }),
      }),
    );
    const readiness = async () => (await fetch(`${gateway.baseUrl}/readyz`)).json();
    const services = { sandbox: true, policy: true, evaluator: true, reflector: true };
    await expect
      .poll(readiness, { timeout: 30_000 })
      .toEqual({ ready: true, degraded: true, services: { ...services, bus: false } });
    const [host, brokerPort] = (await realKafka()).brokers[0]!.split(':');
    // The first address that clients ask; the broker names its own to them.
    open.use(await openProxy({ host: host!, port: Number(brokerPort) }, port));
    await expect
      .poll(readiness, { timeout: 30_000 })
      .toEqual({ ready: true, degraded: false, services: { ...services, bus: true } });
  }, 60_000);
});
