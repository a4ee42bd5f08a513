import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Fault } from '@safelight/core';

/**
 * Below the ports that systems hand out to outgoing connections (Linux from 32,768, macOS from 49,152). A server that
 * comes back on its port would otherwise find it taken by a client, even by one that dials this very port: on loopback a
 * connection can meet itself.
 */
const lowest = 20_000;
const beyond = 32_768;
const triesMax = 100;

/** Ports of loopback that nobody listens on now, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>();
  for (let tries = 0; tries < triesMax && found.size < count; tries += 1) {
    const port = randomInt(lowest, beyond);
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  if (found.size < count) {
    throw new Fault('service.unavailable', `No free port between ${lowest} and ${beyond}. Stop what listens there.`);
  }
  return [...found];
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
