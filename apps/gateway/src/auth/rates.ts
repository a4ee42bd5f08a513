/**
 * How many requests come in: of a tenant within a minute, of a key in quick succession, and of an address without a valid
 * key. Each process counts for itself, so N gateways allow N times as much.
 */
import { Fault } from '@safelight/core';
import { gatewayLimits } from '../limits.ts';
import { endless } from './plans.ts';
import type { Identity } from './identity.ts';
import { Windows } from './windows.ts';

const minuteMs = 60_000;
const burstMs = 10_000;
/** Half of a minute's requests may come within ten seconds with one key: a runaway script leaves something to the others. */
const burstShare = 0.5;
const burstCountMin = 60;
const subjectsMax = 50_000;

/** One policy and what is left under it. */
export interface Rate {
  readonly name: 'default' | 'burst';
  readonly quota: number;
  readonly windowSeconds: number;
  readonly left: number;
  readonly endsInSeconds: number;
}

export class Rates {
  readonly #tenants = new Windows(minuteMs, subjectsMax);
  readonly #keys = new Windows(burstMs, subjectsMax);
  readonly #addresses = new Windows(minuteMs, subjectsMax);
  readonly #now: () => number;

  /** @param now whole milliseconds: what is left of a window is told in seconds, rounded up */
  constructor(now: () => number = () => Math.floor(performance.now())) {
    this.#now = now;
  }

  /** Counts one request. Nothing for a tenant without a limit. */
  take({ tenantId, keyId, limits }: Identity): readonly Rate[] {
    const quota = limits.requestsPerMinuteCount;
    if (quota >= endless) return [];
    const now = this.#now();
    const burstQuota = Math.min(quota, Math.max(burstCountMin, Math.ceil(quota * burstShare)));
    const before = [this.#tenants.peek(tenantId, quota, now), this.#keys.peek(keyId, burstQuota, now)] as const;
    const isOver = before.some(({ left }) => left === 0);
    // A refused request uses up nothing of the other policy.
    const [tenant, key] = isOver
      ? before
      : [this.#tenants.take(tenantId, quota, now), this.#keys.take(keyId, burstQuota, now)];
    const rates: readonly Rate[] = [
      {
        name: 'default',
        quota,
        windowSeconds: minuteMs / 1_000,
        left: tenant.left,
        endsInSeconds: up(tenant.endsInMs),
      },
      {
        name: 'burst',
        quota: burstQuota,
        windowSeconds: burstMs / 1_000,
        left: key.left,
        endsInSeconds: up(key.endsInMs),
      },
    ];
    if (isOver) throw new RateFault(rates);
    return rates;
  }

  /** Whether an address may still try keys. @throws Fault request.rateLimited */
  checkAddress(address: string): void {
    const { left, endsInMs } = this.#addresses.peek(
      subjectOf(address),
      gatewayLimits.refusalsPerMinuteCount,
      this.#now(),
    );
    if (left > 0) return;
    const retryAfterSeconds = up(endsInMs);
    const text = `Too many requests without a valid key came from this address. Check the key, then try again in ${retryAfterSeconds} s.`;
    throw new Fault('request.rateLimited', text, { retryAfterSeconds });
  }

  /** Counts a request without a valid key. */
  refuse(address: string): void {
    this.#addresses.take(subjectOf(address), gatewayLimits.refusalsPerMinuteCount, this.#now());
  }
}

/** Carries what the answer's headers tell. */
export class RateFault extends Fault {
  readonly rates: readonly Rate[];

  constructor(rates: readonly Rate[]) {
    const over = rates.filter(({ left }) => left === 0);
    const retryAfterSeconds = Math.max(...over.map(({ endsInSeconds }) => endsInSeconds));
    const [first] = over;
    const text =
      first?.name === 'burst'
        ? `This key sent ${first.quota} requests within ${first.windowSeconds} s, as many as it may.`
        : `This account sent ${first?.quota} requests within a minute, as many as its plan allows.`;
    super('request.rateLimited', `${text} Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
    this.rates = rates;
  }
}

const up = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

/** Of IPv6 the /64, which one customer of a provider has for himself; a mapped IPv4 address is that address. */
function subjectOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
