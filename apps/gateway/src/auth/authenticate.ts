/** From a key to an identity, or a fault. */
import { timingSafeEqual } from 'node:crypto';
import { Fault } from '@safelight/core';
import { findKey, keysSignal } from '../store/keys.ts';
import type { KnownKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { describeKey, keyOf } from './apiKey.ts';
import type { Credentials } from './apiKey.ts';
import type { Identity, Scope } from './identity.ts';
import { plans } from './plans.ts';

/** For how long a key is remembered where a change was not heard of. */
const rememberedMs = 5_000;
const rememberedCountMax = 10_000;

/** Keys by their digest; forgotten as soon as any key or tenant changes. */
export class Authenticator implements AsyncDisposable {
  readonly #store: Store;
  readonly #known = new Map<string, { readonly known: KnownKey; readonly until: number }>();
  readonly #stopping = new AbortController();
  readonly #listening: Promise<void>;

  constructor(store: Store) {
    this.#store = store;
    this.#listening = this.#forgetOnChange();
  }

  /** @throws Fault request.unauthenticated, tenant.suspended */
  async identify(credentials: Credentials): Promise<Identity> {
    const sent = keyOf(credentials);
    if (sent === undefined) throw unauthenticated();
    const { secretSha256 } = describeKey(sent);
    const known = await this.#find(secretSha256);
    if (known === null || !isSame(known.key.secret_sha256, secretSha256) || !isValid(known, this.#store.now())) {
      throw unauthenticated();
    }
    if (known.tenantState === 'suspended') {
      throw new Fault('tenant.suspended', 'This account is suspended. Ask its operator why, then try again.');
    }
    const { key, plan, limits } = known;
    return {
      tenantId: key.tenant_id,
      keyId: key.id,
      scopes: new Set(key.scopes),
      limits: { ...plans[plan], ...limits },
    };
  }

  async #find(secretSha256: string): Promise<KnownKey | null> {
    const remembered = this.#known.get(secretSha256);
    if (remembered !== undefined && remembered.until > Date.now()) return remembered.known;
    const known = await findKey(this.#store.system, secretSha256);
    // Only keys that exist: guesses must not push out what is remembered.
    if (known !== null) {
      if (this.#known.size >= rememberedCountMax) this.#known.clear();
      this.#known.set(secretSha256, { known, until: Date.now() + rememberedMs });
    }
    return known;
  }

  async #forgetOnChange(): Promise<void> {
    const { signal } = this.#stopping;
    using watch = this.#store.signals.watch(keysSignal);
    while (!signal.aborted) {
      await watch.wait({ signal });
      this.#known.clear();
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
