import type { jobContract } from '@safelight/wire';
import * as jobs from '../../editing/jobs.ts';
import { readPage } from '../../editing/pages.ts';
import type { Call } from '../guard.ts';

type Request = ReturnType<typeof jobContract.methods.listJobs.decodeRequest>;

export async function listJobs({ kind, state, ...query }: Request, { caller }: Call) {
  const name = { tenantId: caller.tenantId, list: `jobs:${kind ?? ''}:${state ?? ''}` };
  const filter = { ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) };
  const read = (page: Parameters<typeof jobs.listJobs>[1]) => jobs.listJobs(caller, page, filter);
  const { rows, nextPageToken } = await readPage(name, query, read, ({ createdAt: at, id }) => ({ at, id }));
  return { jobs: rows, nextPageToken };
}
