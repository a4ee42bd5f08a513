/** Cursor pagination: `?pageSize=&pageToken=` in, `nextPageToken` out. */
import { z } from 'zod';

export const pageSizeMax = 200;

export const pageQuery = z.object({
  pageSize: z.coerce.number().int().min(1).max(pageSizeMax).default(50).describe('Entries of one page at most.'),
  pageToken: z.string().max(300).optional().describe('`nextPageToken` of the page before; left out = from the newest.'),
});

export const nextPageToken = z.string().nullable().describe('Where the next page begins; null on the last one.');
