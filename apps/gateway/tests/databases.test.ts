import { defaultTenantId } from '@safelight/core';
import { createDatabase, realPostgres } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { describe } from 'vitest';
import { migratePostgres, openPostgres } from '../src/store/postgres.ts';
import { openTestStore } from '../src/store/testing.ts';
import type { TestStore } from '../src/store/testing.ts';
import { itKeepsJobs } from './support/jobs.ts';
import { itKeepsPhotos } from './support/photos.ts';

describe('jobs in the embedded database', () => itKeepsJobs(openTestStore));
describe('photos in the embedded database', () => itKeepsPhotos(openTestStore));
describeReal('pg', 'jobs in PostgreSQL', () => itKeepsJobs(openOnPostgres));
describeReal('pg', 'photos in PostgreSQL', () => itKeepsPhotos(openOnPostgres));

async function openOnPostgres(): Promise<TestStore> {
  await using opening = new AsyncDisposableStack();
  const sharedRoles = ['safelight_app', 'safelight_system'];
  const { ownerUrl, userUrl: url } = opening.use(await createDatabase(await realPostgres(), { sharedRoles }));
  await migratePostgres(ownerUrl);
  let now = Date.UTC(2026, 0, 1);
  const whole = opening.use(await openPostgres({ url, clock: () => new Date(now) }));
  const open = opening.move();
  return {
    ...{ whole, store: whole.tenant(defaultTenantId) },
    advance: (ms) => {
      now += ms;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
