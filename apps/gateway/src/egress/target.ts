/** Where a caller wants us to go: an address is read once, judged, and what was judged is what is connected to. */
import { isIP } from 'node:net';
import { Fault } from '@safelight/core';
import type { EgressPolicy } from './policy.ts';

export interface Target {
  readonly url: URL;
  /** Without the brackets of IPv6. */
  readonly hostname: string;
}

const urlLengthCharsMax = 2_048;

/**
 * Names that exist inside networks alone. Their addresses would be refused anyway; refused by name, they cannot be told
 * from names that do not exist there. RFC 6761, 6762 (with appendix G), 7686, 8375; ICANN's `internal`.
 */
const innerSuffixes = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
  'onion',
];

/**
 * Reads an address as a browser does (WHATWG): `127.1`, `0x7f.1`, `2130706433` and `１２７.0.0.1` all become `127.0.0.1`.
 * @throws Fault url.invalid, url.forbidden
 */
export function targetOf(text: string, policy: EgressPolicy, base?: URL): Target {
  if (text.length > urlLengthCharsMax)
    throw invalid(`The address is longer than ${urlLengthCharsMax} characters. Give a shorter one.`);
  // The standard drops tabs and line ends inside an address; a person who reads it sees another address then.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f]/.test(text))
    throw invalid('The address contains white space or control characters. Encode or remove them.');
  const url = URL.parse(text, base?.href);
  if (url === null) throw invalid('The address cannot be read as a URL. Give one like https://example.com/photo.jpg.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw invalid('The address is not http or https. Give one that is.');
  if (url.username !== '' || url.password !== '') {
    throw invalid('The address contains a user name or password. Give one without, for example a signed address.');
  }
  url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  if (url.hostname.endsWith('.') || url.hostname === '') throw invalid('The address has no proper host name. Mend it.');
  if (policy.httpsOnly && url.protocol !== 'https:')
    throw forbidden('Only https addresses are taken here. Give one that begins with https.', url);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!policy.ports.has(port)) {
    throw forbidden(`The port ${port} may not be reached. Use one of ${[...policy.ports].join(', ')}.`, url);
  }
  const hostname = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  if (isInnerName(hostname) && !policy.allowsName(hostname)) throw notPublic(url);
  return { url, hostname };
}

/**
 * The addresses to connect to. One that is not public refuses the whole name: it would be a matter of luck which is used.
 * @throws Fault url.forbidden, url.unreachable
 */
export async function addressesOf(
  target: Target,
  policy: EgressPolicy,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { url, hostname } = target;
  const addresses = isIP(hostname) === 0 ? await resolved(target, policy, signal) : [hostname];
  const allowed = policy.allowsName(hostname) || addresses.every((address) => policy.allowsAddress(address));
  if (!allowed) throw notPublic(url, addresses);
  return addresses;
}

async function resolved(
  { url, hostname }: Target,
  policy: EgressPolicy,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const addresses = await policy.resolve(hostname, signal).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw unresolved(url, cause);
  });
  if (addresses.length === 0) throw unresolved(url, new Error('no address'));
  return addresses;
}

function isInnerName(hostname: string): boolean {
  if (isIP(hostname) !== 0) return false;
  return !hostname.includes('.') || innerSuffixes.some((suffix) => hostname.endsWith(`.${suffix}`));
}

function invalid(message: string): Fault {
  return new Fault('url.invalid', message, { field: 'url' });
}

// Paths and queries can carry secrets (signed addresses): only the origin goes to the log.
function forbidden(message: string, url: URL, more = ''): Fault {
  return new Fault('url.forbidden', message, { field: 'url', detail: `${url.origin}${more}` });
}

function notPublic(url: URL, addresses?: readonly string[]): Fault {
  const more = addresses === undefined ? ', a name of inner networks' : `, which is ${addresses.join(', ')}`;
  return forbidden('The address does not lead to a public host. Give one that anybody can reach.', url, more);
}

function unresolved(url: URL, cause: unknown): Fault {
  return new Fault('url.unreachable', `The host ${url.hostname} has no address in DNS. Check its name.`, {
    field: 'url',
    cause,
    detail: `${url.origin}: ${String(cause)}`,
  });
}
