/** Names to addresses. */
import { Resolver } from 'node:dns/promises';

/** All addresses of a name, in canonical form; rejects when there are none. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;

const queryTimeoutMs = 2_000;
const triesCount = 2;
/** An answer over TCP could carry thousands. */
const addressesCountMax = 32;

/**
 * Asks DNS servers (default: the machine's) and nothing else: no hosts file, no search domains. `dns.lookup` would block a
 * thread of the pool that reads files too, and four slow names chosen by a caller would stop all of them.
 */
export function resolveByDns(servers?: readonly string[]): Resolve {
  return async (hostname, signal) => {
    signal.throwIfAborted();
    // RFC 6761: the name never goes to a server.
    if (hostname === 'localhost' || hostname.endsWith('.localhost')) return ['127.0.0.1', '::1'];
    const resolver = new Resolver({ timeout: queryTimeoutMs, tries: triesCount });
    if (servers !== undefined) resolver.setServers(servers);
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      signal.throwIfAborted();
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (addresses.length === 0) {
        throw new AggregateError(
          answers.map((answer) => (answer.status === 'rejected' ? (answer.reason as unknown) : 'no address')),
          'The name has no address.',
        );
      }
      return addresses.slice(0, addressesCountMax);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
}
