import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents, type ServerSentEvent } from './sse.ts';

async function* cut(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  let at = 0;
  for (const size of sizes) {
    yield text.slice(at, at + size);
    at += size;
  }
  yield text.slice(at);
}

async function collect(chunks: AsyncIterable<string>): Promise<ServerSentEvent[]> {
  const events = [];
  for await (const event of readEvents(chunks)) events.push(event);
  return events;
}

describe('readEvents', () => {
  it('gives the same events wherever the network cuts the stream', async () => {
    const text = ': hello\n\nid: 1\nevent: a\ndata: {"x":1}\n\n: beat\n\nid: 2\nevent: b\ndata: one\ndata: two\n\n';
    const expected = [
      { id: '1', event: 'a', data: '{"x":1}' },
      { id: '2', event: 'b', data: 'one\ntwo' },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 })), async (sizes) => {
        expect(await collect(cut(text, sizes))).toEqual(expected);
      }),
    );
  });

  it('holds back an event that is not complete', async () => {
    expect(await collect(cut('id: 1\ndata: half', []))).toEqual([]);
  });
});
