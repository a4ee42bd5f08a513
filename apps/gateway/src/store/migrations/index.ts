import type { Migration } from 'kysely/migration';
import { foundation } from './0001-foundation.ts';
import { candidates } from './0002-candidates.ts';
import { tenants } from './0003-tenants.ts';
import { relay } from './0004-relay.ts';
import { jobs } from './0005-jobs.ts';
import { webhooks } from './0006-webhooks.ts';
import { sessions } from './0007-sessions.ts';
import { auditLog } from './0008-audit.ts';
import { bus } from './0009-bus.ts';
import { retention } from './0010-retention.ts';
import { jobSetbacks } from './0011-job-setbacks.ts';
import { trace } from './0012-trace.ts';

/** In the order of their names. A migration that was released never changes; the next change is a new one. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-candidates': candidates,
  '0003-tenants': tenants,
  '0004-relay': relay,
  '0005-jobs': jobs,
  '0006-webhooks': webhooks,
  '0007-sessions': sessions,
  '0008-audit': auditLog,
  '0009-bus': bus,
  '0010-retention': retention,
  '0011-job-setbacks': jobSetbacks,
  '0012-trace': trace,
};
