import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts, isFree } from './ports.ts';

describe('freePorts', () => {
  it('gives different ports on which one can listen', async () => {
    const ports = await freePorts(5);
    expect(new Set(ports).size).toBe(5);
    expect(await Promise.all(ports.map(isFree))).toEqual(ports.map(() => true));
  });

  // A client that dials a server which is down could otherwise be given the server's port as its own.
  it.runIf(process.platform === 'linux')('keeps clear of the ports that outgoing connections get', async () => {
    const lowest = Number(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)[0]);
    for (const port of await freePorts(20)) expect(port).toBeLessThan(lowest);
  });

  it('knows a port that is taken', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    expect(await isFree((server.address() as AddressInfo).port)).toBe(false);
    server.close();
  });
});
