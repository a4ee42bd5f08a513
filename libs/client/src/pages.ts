/** Lists that come in pages, read one entry after the other. */
interface Page {
  readonly nextPageToken: string | null;
}

export async function* entriesOf<P extends Page, Entry>(
  page: (query: { readonly pageToken?: string }) => Promise<P>,
  entries: (page: P) => readonly Entry[],
): AsyncGenerator<Entry, void, void> {
  let token: string | null = null;
  do {
    const one: P = await page(token === null ? {} : { pageToken: token });
    yield* entries(one);
    token = one.nextPageToken;
  } while (token !== null);
}
