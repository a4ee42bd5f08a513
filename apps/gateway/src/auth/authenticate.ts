/** From a key to an identity, or a fault. */
import { timingSafeEqual } from 'node:crypto';
import { Fault } from '@safelight/core';
import { findKey, keysSignal } from '../store/keys.ts';
import type { KnownKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { describeKey, isKeyShaped, keyOf } from './apiKey.ts';
import type { Credentials } from './apiKey.ts';
import type { Identity, Scope } from './identity.ts';
import { plans } from './plans.ts';
import { Rates } from './rates.ts';
import type { Rate } from './rates.ts';

/** For how long a key is remembered where a change was not heard of. */
const rememberedMs = 5_000;
const rememberedCountMax = 10_000;

interface Remembered {
  readonly known: KnownKey;
  readonly identity: Identity;
  readonly until: number;
  /** How often keys had changed when it was read. */
  readonly changes: number;
}

export interface Admission {
  readonly identity: Identity;
  /** What is left to the caller; empty without limits. */
  readonly rates: readonly Rate[];
}

/** Keys by their digest; asked for again as soon as any key or tenant changes. */
export class Authenticator implements AsyncDisposable {
  readonly #store: Store;
  readonly #rates: Rates;
  readonly #remembered = new Map<string, Remembered>();
  readonly #stopping = new AbortController();
  readonly #listening: Promise<void>;
  #changes = 0;

  constructor(store: Store, rates = new Rates()) {
    this.#store = store;
    this.#rates = rates;
    this.#listening = this.#hearChanges();
  }

  /**
   * Finds out who asks and counts the request.
   * @param address of the caller; requests without a valid key are limited by it
   * @throws Fault request.unauthenticated, tenant.suspended, request.rateLimited
   */
  async admit(credentials: Credentials, address: string): Promise<Admission> {
    const identity = await this.identify(credentials, address);
    return { identity, rates: this.#rates.take(identity) };
  }

  /** Finds out who asks, without counting the request. @throws Fault request.unauthenticated, tenant.suspended, request.rateLimited */
  async identify(credentials: Credentials, address: string): Promise<Identity> {
    const sent = keyOf(credentials);
    const found = sent === undefined || !isKeyShaped(sent) ? null : await this.#find(sent, address);
    if (found === null || !isValid(found.known, this.#store.now())) {
      this.#rates.checkAddress(address);
      this.#rates.refuse(address);
      throw unauthenticated();
    }
    if (found.known.tenantState === 'suspended') {
      throw new Fault('tenant.suspended', 'This account is suspended. Ask its operator why, then try again.');
    }
    return found.identity;
  }

  async #find(sent: string, address: string): Promise<Remembered | null> {
    const { secretSha256 } = describeKey(sent);
    const remembered = this.#remembered.get(secretSha256);
    if (remembered !== undefined && remembered.changes === this.#changes && remembered.until > performance.now()) {
      return remembered;
    }
    // An address that guesses may still use a key that was seen to exist: others may share the address.
    if (remembered === undefined) this.#rates.checkAddress(address);
    const changes = this.#changes;
    const known = await findKey(this.#store.system, secretSha256);
    if (known === null || !isSame(known.key.secret_sha256, secretSha256)) {
      this.#remembered.delete(secretSha256);
      return null;
    }
    const found = { known, identity: identityOf(known), until: performance.now() + rememberedMs, changes };
    if (this.#remembered.size >= rememberedCountMax) this.#remembered.clear();
    this.#remembered.set(secretSha256, found);
    return found;
  }

  async #hearChanges(): Promise<void> {
    const { signal } = this.#stopping;
    using watch = this.#store.signals.watch(keysSignal);
    while (!signal.aborted) {
      await watch.wait({ signal });
      // What is being read meanwhile may be from before the change: it carries the old count, and is asked for again.
      this.#changes++;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#listening;
  }
}

/** @throws Fault request.forbidden */
export function requireScope(identity: Identity, scope: Scope): void {
  if (identity.scopes.has(scope)) return;
  throw new Fault('request.forbidden', `This key lacks the scope "${scope}". Use a key that has it.`);
}

function identityOf({ key, plan, limits }: KnownKey): Identity {
  return {
    tenantId: key.tenant_id,
    keyId: key.id,
    scopes: new Set(key.scopes),
    limits: { ...plans[plan], ...limits },
  };
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

function isValid({ key, tenantState }: KnownKey, now: Date): boolean {
  if (tenantState === 'deleted' || key.revoked_at !== null) return false;
  return key.expires_at === null || key.expires_at > now;
}

function unauthenticated(): Fault {
  return new Fault(
    'request.unauthenticated',
    'Send a valid API key, as "Authorization: Bearer <key>" or "X-Api-Key: <key>". An embedded server keeps its own in the file api-key of the data folder.',
  );
}
