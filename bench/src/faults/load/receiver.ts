/** Receives the webhooks of all tenants: checks each signature (Standard Webhooks 1.0) and counts what came how often. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Receiver extends AsyncDisposable {
  readonly port: number;
  /** Signs for the tenant whose messages come to `/<name>`. */
  trust(name: string, secret: string): void;
  /** How often an event of a session arrived under the same webhook-id. */
  countOf(sessionId: string, sequence: number): number;
  /** Messages that came again. */
  readonly repeats: () => number;
  /** Messages that no tenant signed, or that came under two identifiers. */
  readonly wrong: readonly string[];
}

interface Delivery {
  readonly data: { readonly sessionId: string; readonly sequence: number };
}

/** Of loopback, but not where anything of the machine listens: what callers may not reach is at 127.0.0.1. */
export const receiverHost = '127.0.0.2';

export async function startReceiver(): Promise<Receiver> {
  const secrets = new Map<string, string>();
  const counts = new Map<string, Map<string, number>>();
  const wrong: string[] = [];
  let repeats = 0;

  const take = (name: string, headers: IncomingMessage['headers'], text: string): void => {
    const id = String(headers['webhook-id']);
    const secret = secrets.get(name);
    if (secret === undefined || !isSigned(headers, text, secret)) {
      wrong.push(`${id} to ${name} has no valid signature`);
      return;
    }
    const { sessionId, sequence } = (JSON.parse(text) as Delivery).data;
    const place = `${sessionId}/${sequence}`;
    const seen = counts.get(place) ?? new Map<string, number>();
    counts.set(place, seen);
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    if (count > 1) repeats++;
    if (seen.size > 1) wrong.push(`${place} came as ${[...seen.keys()].join(' and ')}`);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      take(request.url?.slice(1) ?? '', request.headers, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(204).end();
    });
  });
  server.listen(0, receiverHost);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    trust: (name, secret) => void secrets.set(name, secret),
    countOf: (sessionId, sequence) =>
      [...(counts.get(`${sessionId}/${sequence}`)?.values() ?? [])].reduce((sum, count) => sum + count, 0),
    repeats: () => repeats,
    wrong,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function isSigned(headers: IncomingMessage['headers'], text: string, secret: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const mine = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(mine);
}
