/** Lists in pages, for callers: opaque tokens in and out. */
import { Fault, sha256 } from '@safelight/core';
import { z } from 'zod';
import type { Cursor, PageRequest } from '../store/pages.ts';

/** A list of a tenant: a token of another list, or of another tenant, is refused. */
export interface ListName {
  readonly tenantId: string;
  /** Such as `keys`, or `sessions:ses_1` for a list within something. */
  readonly list: string;
}

/** As a caller asks for a page; without a token from the newest. */
export interface PageQuery {
  readonly pageSize: number;
  readonly pageToken?: string | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null on the last one. */
  readonly nextPageToken: string | null;
}

/**
 * Reads one page.
 * @param read up to `size + 1` entries
 * @param cursorOf the place of an entry in the list
 * @throws Fault request.invalid for a token that is not of this list
 */
export async function readPage<Row>(
  name: ListName,
  query: PageQuery,
  read: (request: PageRequest) => Promise<readonly Row[]>,
  cursorOf: (row: Row) => Cursor,
): Promise<Page<Row>> {
  const request = pageRequest(name, query);
  return pageOf(name, request, await read(request), cursorOf);
}

/** The place in a list that is newest first. */
export function byCreation({ createdAt: at, id }: { readonly createdAt: Date; readonly id: string }): Cursor {
  return { at, id };
}

/** @throws Fault request.invalid for a token that is not of this list */
function pageRequest(name: ListName, query: PageQuery): PageRequest {
  return { size: query.pageSize, before: query.pageToken === undefined ? null : readToken(name, query.pageToken) };
}

function pageOf<Row>(
  name: ListName,
  { size }: PageRequest,
  rows: readonly Row[],
  cursorOf: (row: Row) => Cursor,
): Page<Row> {
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
