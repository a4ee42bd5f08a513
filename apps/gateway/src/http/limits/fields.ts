/** `RateLimit-Policy` and `RateLimit`, as draft-ietf-httpapi-ratelimit-headers-11 has them. */
import type { FastifyReply } from 'fastify';
import type { Rate } from '../../auth/rates.ts';

/** `"default";q=120;w=60, "burst";q=60;w=10`: so many requests within so many seconds. */
export function policyField(rates: readonly Rate[]): string {
  return rates.map(({ name, quota, windowSeconds }) => `"${name}";q=${quota};w=${windowSeconds}`).join(', ');
}

/** `"default";r=119;t=58, "burst";r=59;t=8`: so many requests are left for so many seconds. */
export function stateField(rates: readonly Rate[]): string {
  return rates.map(({ name, left, endsInSeconds }) => `"${name}";r=${left};t=${endsInSeconds}`).join(', ');
}

/** Tells them in the answer, whatever it will be; on the raw answer, so that event streams carry them as well. */
export function tellRates({ raw }: FastifyReply, rates: readonly Rate[]): void {
  if (rates.length === 0) return;
  raw.setHeader('RateLimit-Policy', policyField(rates));
  raw.setHeader('RateLimit', stateField(rates));
}
