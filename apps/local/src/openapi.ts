/** The OpenAPI document of the API as the running code describes it, from a gateway that has no neighbours. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '@safelight/gateway';
import { silentLogger } from '@safelight/service-kit';
import { databaseTemplateDir } from './fleet.ts';

/** Port 1 of loopback: nobody is asked while the routes are described. */
const nobody = '127.0.0.1:1';

export async function openApiDocument(): Promise<object> {
  const dataDir = await mkdtemp(join(tmpdir(), 'safelight-openapi-'));
  try {
    await using gateway = await startGateway({
      storage: { kind: 'folder', dataDir, databaseTemplateDir },
      logger: silentLogger,
      neighbours: async () => ({ sandbox: nobody, policy: nobody, evaluator: nobody, reflector: nobody }),
    });
    const response = await fetch(`${gateway.baseUrl}/openapi.json`);
    if (!response.ok) throw new Error(`/openapi.json answered ${response.status}.`);
    return (await response.json()) as object;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
