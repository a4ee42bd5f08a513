/** Who asks, and what they may. */
import type { PlanLimits } from './plans.ts';

/**
 * What a key may do. `read` sees, `edit` makes photos, sessions, turns and renders, `evaluate` judges edits, `admin` keeps
 * the tenant's keys, webhooks, usage and audit log, `platform` keeps the tenants themselves.
 */
export const scopes = ['read', 'edit', 'evaluate', 'admin', 'platform'] as const;
export type Scope = (typeof scopes)[number];

/** Made once, at the edge, from an API key that is valid now. */
export interface Identity {
  readonly tenantId: string;
  readonly keyId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly limits: PlanLimits;
}
