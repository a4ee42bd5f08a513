/** Servers for the tests of the guard: an authoritative DNS server whose answers change, and an HTTP server that misbehaves. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What one query for a name is answered with; the last set is repeated. */
export type Zone = Readonly<Record<string, readonly (readonly string[])[]>>;

export interface DnsServer extends AsyncDisposable {
  /** As `Resolver.setServers` takes it. */
  readonly address: string;
  /** How often addresses of version 4 of each name were asked for. */
  readonly queries: ReadonlyMap<string, number>;
}

/** Answers A queries from the zone, AAAA queries with nothing, names that it does not know with NXDOMAIN (RFC 1035). */
export async function startDns(zone: Zone): Promise<DnsServer> {
  const queries = new Map<string, number>();
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query);
    const answers = zone[name];
    const before = queries.get(name) ?? 0;
    if (type === 1) queries.set(name, before + 1);
    const addresses = type === 1 ? (answers?.[Math.min(before, answers.length - 1)] ?? []) : [];
    socket.send(replyTo(query, end, addresses, answers === undefined), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    queries,
    [Symbol.asyncDispose]: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length !== 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function replyTo(query: Buffer, questionEnd: number, addresses: readonly string[], unknown: boolean): Buffer {
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  // An authoritative response; its code is 3 (no such name) or 0.
  head.writeUInt16BE(0x8400 | (unknown ? 3 : 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  // A pointer to the name in the question, type A, class IN, to be kept 0 seconds, 4 bytes.
  const records = addresses.map((address) =>
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]),
  );
  return Buffer.concat([head, query.subarray(12, questionEnd), ...records]);
}

export interface WebServer extends AsyncDisposable {
  readonly port: number;
  /** Every request that arrived. */
  readonly requests: readonly IncomingMessage[];
}

export interface WebOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Speak TLS as `photos.example`. */
  readonly tls?: typeof certificate;
}

export async function startWeb(answer: RequestListener, options: WebOptions = {}): Promise<WebServer> {
  const { host = '127.0.0.1', port = 0, tls } = options;
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    answer(request, response);
  };
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A key that guards nothing, and its own certificate for `photos.example`, from 2020 to 2120. */
export const certificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZW8Q+bu4rGZ6hy+Z
5+qVK1WgpDhRXbNAGI0XLpAfU1mhRANCAARGlgCovvX/oI9XbIh92Xc0/uaFNy2N
zUFVHjLU0lMPk7sGA13gN70NxIn1GsQY6xxgGDnvUEjKO9Y1UCXhVbK7
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBcjCCARigAwIBAgIBATAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9TYWZlbGln
aHQgdGVzdHMwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBoxGDAW
BgNVBAMMD1NhZmVsaWdodCB0ZXN0czBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BEaWAKi+9f+gj1dsiH3ZdzT+5oU3LY3NQVUeMtTSUw+TuwYDXeA3vQ3EifUaxBjr
HGAYOe9QSMo71jVQJeFVsrujTTBLMBkGA1UdEQQSMBCCDnBob3Rvcy5leGFtcGxl
MA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFMh2DHCottNnNDFDmKFaLQ5eMnAI
MAoGCCqGSM49BAMCA0gAMEUCIDPA5moer35NL6moDq7YJ7Rrhl4+d+4y6N3UMvmz
dX/UAiEAoCPTP4NA46f8YE7fxxDVy3MjVo4/b0rNYjtEoW8D+5Y=
-----END CERTIFICATE-----
`,
};
