/** Which addresses are public: those that the registries of special-purpose addresses (IANA, RFC 6890) do not name. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 ranges that no caller may have reached. */
export const specialRangesV4 = [
  '0.0.0.0/8', // "this network" (RFC 791); Linux takes 0.0.0.0 for itself
  '10.0.0.0/8', // private (RFC 1918)
  '100.64.0.0/10', // shared by carriers (RFC 6598); Alibaba's metadata is 100.100.100.200
  '127.0.0.0/8', // loopback (RFC 1122)
  '168.63.129.16/32', // Azure's host: a public number that is the machine's own platform
  '169.254.0.0/16', // link-local (RFC 3927); metadata of AWS, Azure, GCP is 169.254.169.254
  '172.16.0.0/12', // private (RFC 1918)
  '192.0.0.0/24', // protocol assignments (RFC 6890); Oracle's metadata is 192.0.0.192
  '192.0.2.0/24', // documentation (RFC 5737)
  '192.31.196.0/24', // AS112 (RFC 7535)
  '192.52.193.0/24', // AMT (RFC 7450)
  '192.88.99.0/24', // 6to4 relays, withdrawn (RFC 7526)
  '192.168.0.0/16', // private (RFC 1918)
  '192.175.48.0/24', // AS112 (RFC 7534)
  '198.18.0.0/15', // benchmarks (RFC 2544)
  '198.51.100.0/24', // documentation (RFC 5737)
  '203.0.113.0/24', // documentation (RFC 5737)
  '224.0.0.0/4', // multicast (RFC 5771)
  '240.0.0.0/4', // reserved and broadcast (RFC 1112, RFC 919)
] as const;

/**
 * The only IPv6 space given out for the public internet (RFC 4291). Outside of it lie, among others: unspecified, loopback,
 * IPv4-mapped and -compatible (`::/8`), NAT64 (`64:ff9b::/96`, `64:ff9b:1::/48`), discard (`100::/64`), segment routing
 * (`5f00::/16`), unique local (`fc00::/7`), link-local, site-local (`fe80::/9`) and multicast (`ff00::/8`).
 */
export const globalRangeV6 = '2000::/3';

/** IPv6 ranges inside the global space that no caller may have reached. */
export const specialRangesV6 = [
  '2001::/23', // protocol assignments (RFC 2928): Teredo, benchmarks, ORCHID
  '2001:db8::/32', // documentation (RFC 3849)
  '2002::/16', // 6to4 (RFC 3056): an IPv4 address within
  '2620:4f:8000::/48', // AS112 (RFC 7534)
  '3ffe::/16', // the 6bone, given back (RFC 3701)
  '3fff::/20', // documentation (RFC 9637)
] as const;

const special = rangesOf([...specialRangesV4, ...specialRangesV6]);
const global = rangesOf([globalRangeV6]);

/** Whether an address in its canonical form can be reached by anybody; what is no address is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  return isIPv6(address) && !address.includes('%') && global.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** A set of addresses and CIDR ranges. @throws RangeError for a text that is neither. */
export function rangesOf(texts: readonly string[]): BlockList {
  const ranges = new BlockList();
  for (const text of texts) {
    const [address = '', prefix, ...rest] = text.split('/');
    const bitsMax = isIPv4(address) ? 32 : isIPv6(address) && !address.includes('%') ? 128 : 0;
    const bits = prefix === undefined ? bitsMax : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (bitsMax === 0 || bits < 0 || bits > bitsMax || rest.length > 0) {
      throw new RangeError('not an address or a CIDR range');
    }
    ranges.addSubnet(address, bits, bitsMax === 32 ? 'ipv4' : 'ipv6');
  }
  return ranges;
}
