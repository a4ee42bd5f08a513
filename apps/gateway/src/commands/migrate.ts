/** `main.ts migrate`: brings the tables up to date, as their owner, and lets the login role of the services in. */
import type { Logger } from '@safelight/service-kit';
import { migratePostgres } from '../store/postgres.ts';

export interface MigrateOptions {
  /** `postgres://…` of the owner, who may create roles. */
  readonly ownerUrl: string;
  /** `postgres://…` whose user is granted what the services need. */
  readonly loginUrl: string;
}

/** Safe to run again, and from several processes: one migrates, the others wait. @throws Fault database.unavailable */
export async function migrate({ ownerUrl, loginUrl }: MigrateOptions, logger: Logger): Promise<void> {
  await migratePostgres(ownerUrl, decodeURIComponent(new URL(loginUrl).username));
  logger.info('the tables are up to date');
}
