/** Cursor pagination: `?pageSize=&pageToken=` in, `nextPageToken` out. */
import { Fault, sha256 } from '@safelight/core';
import { z } from 'zod';
import type { Cursor, PageRequest } from '../store/pages.ts';

export const pageSizeMax = 200;

export const pageQuery = z.object({
  pageSize: z.coerce.number().int().min(1).max(pageSizeMax).default(50).describe('Entries of one page at most.'),
  pageToken: z.string().max(300).optional().describe('`nextPageToken` of the page before; left out = from the newest.'),
});

export const nextPageToken = z.string().nullable().describe('Where the next page begins; null on the last one.');

/** A list of a tenant: a token of another list, or of another tenant, is refused. */
export interface ListName {
  readonly tenantId: string;
  /** Such as `keys`, or `sessions:ses_1` for a list within something. */
  readonly list: string;
}

/** @throws Fault request.invalid for a token that is not of this list */
export function pageRequest(name: ListName, query: z.output<typeof pageQuery>): PageRequest {
  return { size: query.pageSize, before: query.pageToken === undefined ? null : readToken(name, query.pageToken) };
}

/**
 * Makes the page of up to `size + 1` rows.
 * @param cursorOf the place of a row in the list
 */
export function pageOf<Row>(
  name: ListName,
  { size }: PageRequest,
  rows: readonly Row[],
  cursorOf: (row: Row) => Cursor,
): { readonly rows: readonly Row[]; readonly nextPageToken: string | null } {
  const last = rows[size - 1];
  if (rows.length <= size || last === undefined) return { rows, nextPageToken: null };
  return { rows: rows.slice(0, size), nextPageToken: writeToken(name, cursorOf(last)) };
}

/**
 * A token is a place, not a permission: it is opaque but not signed, because every query is bound to the caller's tenant
 * anyway. A forged one moves about in the caller's own rows.
 */
const tokenSchema = z.tuple([z.string(), z.int().min(0).max(8.64e15), z.string().max(64)]);

function writeToken(name: ListName, { at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([markOf(name), at.getTime(), id])).toString('base64url');
}

function readToken(name: ListName, token: string): Cursor {
  const parsed = tokenSchema.safeParse(jsonOf(token));
  if (!parsed.success || parsed.data[0] !== markOf(name)) {
    throw new Fault('request.invalid', 'The pageToken is not one of this list. Begin again without it.', {
      field: 'pageToken',
    });
  }
  const [, at, id] = parsed.data;
  return { at: new Date(at), id };
}

function jsonOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function markOf({ tenantId, list }: ListName): string {
  return sha256(`${tenantId}\n${list}`).slice(0, 12);
}
