import { startSandbox } from '@safelight/local/sandbox';
import { createClient, silentLogger, type Client } from '@safelight/service-kit';
import { sandboxContract } from '@safelight/wire';

const deadlineMs = 600_000;

export type Sandbox = Client<typeof sandboxContract>;

/** Runs work against a sandbox of its own, which ends with it. */
export async function withSandbox<T>(work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  await using service = await startSandbox({ logger: silentLogger, probes: false });
  const client = createClient(sandboxContract, service.address, { deadlineMs });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
