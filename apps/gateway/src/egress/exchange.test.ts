import { describe, expect, it } from 'vitest';
import { exchange } from './exchange.ts';
import { egressPolicy } from './policy.ts';
import { targetOf } from './target.ts';
import { startWeb } from './testing.ts';

describe('exchange', () => {
  it('drops a connection to an address that was not judged, also one that needs no name', async () => {
    await using web = await startWeb((_, response) => response.end('inside'));
    const policy = egressPolicy({ ports: [web.port] });
    const target = targetOf(`http://127.0.0.1:${web.port}/`, policy);
    const request = { method: 'GET', headers: {} } as const;
    const { signal } = new AbortController();
    await expect(exchange(target, ['127.0.0.2'], request, signal)).rejects.toThrow('was not judged');
    expect(web.requests).toHaveLength(0);
    await using answer = await exchange(target, ['::ffff:127.0.0.1', '127.0.0.1'], request, signal);
    expect(answer.status).toBe(200);
  });

  it('goes on to the next address when one does not answer', async () => {
    await using web = await startWeb((_, response) => response.end('there'), { host: '127.0.0.2' });
    const policy = egressPolicy({ ports: [web.port] });
    const target = targetOf(`http://photos.example:${web.port}/`, policy);
    const { signal } = new AbortController();
    await using answer = await exchange(
      target,
      ['::1', '127.0.0.3', '127.0.0.2'],
      { method: 'GET', headers: {} },
      signal,
    );
    expect(answer.status).toBe(200);
  });
});
