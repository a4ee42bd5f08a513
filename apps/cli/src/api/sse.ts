/** One event of a `text/event-stream` (WHATWG HTML, "server-sent events"). */
export interface ServerSentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** Splits a stream of text into its events; comments and unknown fields are passed over, as the standard says. */
export async function* readEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerSentEvent> {
  let buffer = '';
  for await (const chunk of chunks) {
    buffer += chunk;
    let end: number;
    while ((end = buffer.search(/\r?\n\r?\n/)) >= 0) {
      const block = buffer.slice(0, end);
      buffer = buffer.slice(end).replace(/^\r?\n\r?\n/, '');
      const event = parse(block);
      if (event !== null) yield event;
    }
  }
}

function parse(block: string): ServerSentEvent | null {
  const fields: Record<string, string[]> = {};
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    (fields[line.slice(0, colon)] ??= []).push(line.slice(colon + 1).replace(/^ /, ''));
  }
  const { id = [''], event = ['message'], data } = fields;
  return data === undefined ? null : { id: id.at(-1)!, event: event.at(-1)!, data: data.join('\n') };
}
