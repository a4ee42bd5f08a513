/**
 * Asks a broker in Kafka's own protocol who serves the cluster: the question a client asks first, and the one a broker
 * answers only when it is in. By hand, because the testbed must not depend on the client that is tested on it.
 * https://kafka.apache.org/protocol#The_Messages_Metadata
 */
import { connect } from 'node:net';

const metadataKey = 3;
/** The last version without flexible fields and tags. */
const metadataVersion = 8;
const timeoutMs = 2_000;
const replyBytesMax = 1_000_000;

/** How many brokers the cluster has, as the one at this address sees it. */
export async function brokerCount(host: string, port: number): Promise<number> {
  const reply = await exchange(host, port, request());
  // Size, correlation id and throttle time, four bytes each, come before the list.
  return reply.readInt32BE(12);
}

function request(): Buffer {
  const client = 'testbed';
  const body = Buffer.alloc(10 + client.length + 4 + 3);
  let at = body.writeInt16BE(metadataKey, 0);
  at = body.writeInt16BE(metadataVersion, at);
  at = body.writeInt32BE(1, at);
  at = body.writeInt16BE(client.length, at);
  at += body.write(client, at, 'ascii');
  // No topics; create none; the three flags that follow stay false.
  body.writeInt32BE(0, at);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

function exchange(host: string, port: number, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    let reply = Buffer.alloc(0);
    const end = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.once('connect', () => socket.write(message));
    socket.once('timeout', () => end(new Error('no answer')));
    socket.once('error', end);
    socket.once('close', () => end(new Error('closed')));
    socket.on('data', (chunk) => {
      reply = Buffer.concat([reply, chunk]);
      if (reply.length > replyBytesMax) return end(new Error('too long an answer'));
      if (reply.length >= 16 && reply.length >= 4 + reply.readInt32BE(0)) {
        resolve(reply);
        socket.destroy();
      }
      return undefined;
    });
  });
}
