/** Requests that only ask: the platform's own layers against fastify without them. */
import type { Row } from '../../row.ts';
import type { PhotoJson } from '../caller.ts';
import { startChild } from '../child/child.ts';
import type { BareSettings } from '../child/bare.ts';
import type { Ground } from '../ground.ts';
import type { ApiOptions } from '../options.ts';
import { smallPictures } from '../pictures.ts';
import { contest, ratio, told } from './contest.ts';
import type { Contender } from './contest.ts';

const photosCount = 32;
const connections = 64;
/** More than any load sends, and still counted. */
const requestsPerMinuteCount = 1_000_000_000;

export async function measureHello({ gateway }: Ground, options: ApiOptions): Promise<readonly Row[]> {
  const settings: BareSettings = { documents: { one: { id: 'one' } }, databaseUrl: null };
  await using bare = await startChild<{ baseUrl: string }>('bare', settings);
  const load = (baseUrl: string, path: string) => ({ baseUrl, connections, expected: 200, request: () => ({ path }) });
  const [theirs, ours] = await contest(
    [
      { name: 'fastify', server: bare, load: load(bare.ready.baseUrl, '/hello') },
      { name: 'gateway', server: gateway, load: load(gateway.ready.baseUrl, '/healthz') },
    ],
    options,
  );
  return [
    { name: 'hello, fastify alone', value: theirs!.perSecond, unit: '/s', note: told(theirs!) },
    { name: 'hello', value: ours!.perSecond, unit: '/s', note: told(ours!) },
    { name: 'hello ÷ fastify alone', value: ratio(ours!, theirs!), unit: '×' },
  ];
}

/** `GET /v1/photos/{id}` with a key, counted by the limiter, one row under row level security; many photos in turn. */
export async function measureRead(ground: Ground, options: ApiOptions): Promise<readonly Row[]> {
  const { gateway, operator, databaseUrl } = ground;
  const plan = { plan: 'unlimited', limits: { requestsPerMinuteCount } };
  const { caller } = await operator.makeTenant('reader', plan);
  const photos: PhotoJson[] = [];
  for (const picture of await smallPictures(photosCount)) photos.push(await caller.upload(picture));
  const documents = Object.fromEntries(photos.map((photo) => [photo.id, photo]));
  await using bare = await startChild<{ baseUrl: string }>('bare', { documents, databaseUrl } satisfies BareSettings);
  const contender = (name: string, where: 'bytes' | 'row' | null): Contender => {
    const [server, prefix] = where === null ? [gateway, '/v1/photos'] : [bare, `/${where}`];
    const request = (index: number) => ({
      path: `${prefix}/${photos[index % photos.length]!.id}`,
      headers: caller.headers,
    });
    return { name, server, load: { baseUrl: server.ready.baseUrl, connections, expected: 200, request } };
  };
  const [bytes, row, ours] = await contest(
    [contender('fastify', 'bytes'), contender('fastify and SELECT', 'row'), contender('gateway', null)],
    options,
  );
  return [
    { name: 'read, fastify alone', value: bytes!.perSecond, unit: '/s', note: `${told(bytes!)}; the same bytes` },
    { name: 'read, fastify and a SELECT', value: row!.perSecond, unit: '/s', note: `${told(row!)}; the same driver` },
    { name: 'read', value: ours!.perSecond, unit: '/s', note: `${told(ours!)}; ${connections} connections` },
    { name: 'read ÷ fastify alone', value: ratio(ours!, bytes!), unit: '×' },
    { name: 'read ÷ fastify and a SELECT', value: ratio(ours!, row!), unit: '×', goal: { atLeast: 0.6 } },
  ];
}

/** What costs a caller over the limit: every request is refused before anything is looked up. */
export async function measureLimiter({ gateway, operator }: Ground, options: ApiOptions): Promise<readonly Row[]> {
  const plan = { plan: 'standard', limits: { requestsPerMinuteCount: 1 } };
  const { caller } = await operator.makeTenant('limited', plan);
  const once = caller.call('GET', '/v1/photos').catch((error: unknown) => error);
  await once;
  const path = '/v1/photos';
  const request = () => ({ path, headers: caller.headers });
  const [refused] = await contest(
    [
      {
        ...{ name: 'limiter', server: gateway },
        load: { baseUrl: gateway.ready.baseUrl, connections, expected: 429, request },
      },
    ],
    { ...options, rounds: Math.min(options.rounds, 3) },
  );
  return [{ name: 'refused by the rate limiter', value: refused!.perSecond, unit: '/s', note: told(refused!) }];
}
