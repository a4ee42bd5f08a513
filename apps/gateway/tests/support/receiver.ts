/** A receiver of webhooks on loopback, which answers as the test says and keeps what came. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook } from '../../src/webhooks/signature.ts';
import type { WebhookHeaders, WebhookVerdict } from '../../src/webhooks/signature.ts';

export interface Received {
  readonly id: string;
  readonly headers: WebhookHeaders;
  readonly text: string;
  // Tests look into messages of many forms.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
  verdict(secret: string, now: Date): WebhookVerdict;
}

export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** The next answers; then 204 again. */
  answer(...statuses: readonly number[]): void;
  /** Resolves when so many messages have come in all. */
  until(count: number): Promise<readonly Received[]>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: number[] = [];
  const waiting = new Set<{ readonly count: number; readonly resolve: (all: readonly Received[]) => void }>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const headers = request.headers as unknown as WebhookHeaders;
      const verdict = (secret: string, now: Date) => verifyWebhook(headers, text, [secret], now);
      received.push({ id: headers['webhook-id'], headers, text, json: JSON.parse(text), verdict });
      const status = answers.shift() ?? 204;
      response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {}).end();
      for (const one of waiting) if (received.length >= one.count) one.resolve(received);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/hook`, port, received },
    answer: (...statuses) => void answers.push(...statuses),
    until: (count) =>
      received.length >= count ? Promise.resolve(received) : new Promise((resolve) => waiting.add({ count, resolve })),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
