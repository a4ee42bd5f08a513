/** One request and its answer over a connection that goes to addresses judged before, and nowhere else. */
import { isIPv6, SocketAddress } from 'node:net';
import { buildConnector, Client, type Dispatcher } from 'undici';
import type { Target } from './target.ts';

export interface EgressRequest {
  readonly method: 'GET' | 'POST';
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | undefined;
}

/** An answer whose body was not read yet; disposing it closes the connection. */
export interface EgressAnswer extends AsyncDisposable {
  readonly status: number;
  /** Lower-case names; repeated ones joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** As sent: nothing is decompressed, so that a small body cannot become a large one. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Node's own limit for servers. */
const headersSizeBytesMax = 16 * 1024;
// Set by the client from the address and the body; a `host` of another would also change the name that TLS checks.
const ownHeaders: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'te',
  'trailer',
]);

export async function exchange(
  target: Target,
  addresses: readonly string[],
  request: EgressRequest,
  signal: AbortSignal,
): Promise<EgressAnswer> {
  const { url } = target;
  const client = new Client(url.origin, {
    connect: pinnedTo(addresses, signal),
    maxHeaderSize: headersSizeBytesMax,
    // The signal carries the one limit on the time of all hops together.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const { statusCode, headers, body } = await client.request({
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: {
        'user-agent': 'Safelight',
        accept: '*/*',
        'accept-encoding': 'identity',
        ...Object.fromEntries(Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name))),
      },
      body: request.body ?? null,
      signal,
    });
    return {
      status: statusCode,
      headers: flat(headers),
      body,
      [Symbol.asyncDispose]: () => client.destroy(),
    };
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

/** Connects to one of the addresses, whatever the name resolves to by now; TLS still checks the name. */
function pinnedTo(addresses: readonly string[], signal: AbortSignal): buildConnector.connector {
  const known = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const canonical = new Set(addresses.map(canonicalOf));
  const connect = buildConnector({
    allowH2: false,
    timeout: 0,
    // undici looks at a request's signal only once it is connected; a host could hold up the handshake for ever.
    signal,
    autoSelectFamily: true,
    lookup: (_hostname, options, callback) => {
      const [first] = known;
      if (first === undefined) callback(new Error('no address'), '');
      else if (options.all === true) callback(null, known);
      else callback(null, first.address, first.family);
    },
  });
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      if (canonical.has(canonicalOf(socket.remoteAddress ?? ''))) return callback(null, socket);
      socket.destroy();
      return callback(new Error(`connected to ${socket.remoteAddress}, which was not judged`), null);
    });
  };
}

function canonicalOf(address: string): string {
  return isIPv6(address) ? new SocketAddress({ address, family: 'ipv6' }).address : address;
}

function flat(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
