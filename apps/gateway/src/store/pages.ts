/** Lists in pages, newest first. A page begins after a place, so that rows which come or go meanwhile shift nothing. */
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** The place of one row in a list. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

export interface PageRequest {
  readonly size: number;
  /** Only rows older than this one; null for the first page. */
  readonly before: Cursor | null;
}

/**
 * The condition of one page, for tables with `created_at` and `id`. Order by both, descending, and take `size + 1` rows:
 * the last one says that there is a next page.
 */
export function olderThan({ before }: PageRequest): RawBuilder<boolean> {
  return before === null ? sql<boolean>`true` : sql<boolean>`(created_at, id) < (${before.at}, ${before.id})`;
}
