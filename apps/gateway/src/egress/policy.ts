/** What an operator says about the addresses that callers may choose. */
import { isIP } from 'node:net';
import { Fault } from '@safelight/core';
import { isPublicAddress, rangesOf } from './addresses.ts';
import { resolveByDns } from './resolve.ts';
import type { Resolve } from './resolve.ts';

export interface EgressOptions {
  /**
   * Addresses, CIDR ranges and host names that may be reached although they are not public, for development and for
   * receivers inside one's own network: `127.0.0.1/32`, `10.1.0.0/16`, `receiver.internal`. Default: none. A host name
   * stands for itself alone, whatever it resolves to.
   */
  readonly allow?: readonly string[];
  /** Ports beside 80, 443, 8080 and 8443. */
  readonly ports?: readonly number[];
  /** Refuse http. Default: both are taken; set it in production. */
  readonly httpsOnly?: boolean;
  /** How names become addresses. Default: the DNS servers of the machine. */
  readonly resolve?: Resolve;
}

/** The options, checked once at the start of the process. */
export interface EgressPolicy {
  readonly httpsOnly: boolean;
  readonly ports: ReadonlySet<number>;
  readonly resolve: Resolve;
  allowsName(hostname: string): boolean;
  allowsAddress(address: string): boolean;
}

const defaultPorts = [80, 443, 8080, 8443];

/** @throws Fault config.invalid naming the entry that cannot be read. */
export function egressPolicy(options: EgressOptions = {}): EgressPolicy {
  const entries = (options.allow ?? []).map((entry) => entry.trim().toLowerCase());
  const names = new Set<string>();
  const ranges: string[] = [];
  for (const [index, entry] of entries.entries()) {
    if (isHostName(entry)) names.add(entry);
    else if (isRange(entry)) ranges.push(entry);
    else {
      throw new Fault(
        'config.invalid',
        `Entry ${index + 1} of the allowed addresses is no address, CIDR range or host name. Write it as 10.1.0.0/16 or receiver.internal.`,
      );
    }
  }
  const allowed = rangesOf(ranges);
  return {
    httpsOnly: options.httpsOnly ?? false,
    ports: new Set([...defaultPorts, ...(options.ports ?? [])]),
    resolve: options.resolve ?? resolveByDns(),
    allowsName: (hostname) => names.has(hostname),
    allowsAddress: (address) =>
      isPublicAddress(address) ||
      (isIP(address) !== 0 && allowed.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')),
  };
}

function isHostName(text: string): boolean {
  // A last label of digits would be an IPv4 address in another spelling.
  return /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
}

function isRange(text: string): boolean {
  try {
    rangesOf([text]);
    return true;
  } catch {
    return false;
  }
}
