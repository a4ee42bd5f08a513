import { readPage } from '../../editing/pages.ts';
import type { PageQuery } from '../../editing/pages.ts';
import * as sessions from '../../editing/sessions.ts';
import type { Call } from '../guard.ts';

export async function listSessions(query: PageQuery, { caller }: Call) {
  const name = { tenantId: caller.tenantId, list: 'sessions' };
  const read = (page: Parameters<typeof sessions.listSessions>[1]) => sessions.listSessions(caller, page);
  const { rows, nextPageToken } = await readPage(name, query, read, ({ createdAt: at, id }) => ({ at, id }));
  return { sessions: rows.map((entry) => ({ ...entry, status: entry.state })), nextPageToken };
}
