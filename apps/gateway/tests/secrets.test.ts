import { loggerTo } from '@safelight/service-kit/logger';
import { expect, it } from 'vitest';
import { bootstrapKey } from '../src/auth/bootstrap.ts';
import { openTestApi } from './support/api.ts';

// The last net of the logger cuts keys out of lines; here nothing may even reach it.
it('no key comes near a line of the log while keys are made, used, rotated, revoked and refused', async () => {
  const lines: string[] = [];
  const logger = loggerTo({ write: (line: string) => void lines.push(line) }, { name: 'test', level: 'trace' });
  await using api = await openTestApi({}, logger);
  const keys: string[] = [api.operatorKey];
  const tenant = (await api.call('POST', '/v1/tenants', api.operatorKey, { name: 'Studio' })).json;
  keys.push(tenant.key.secret);
  const admin: string = tenant.key.secret;
  const body = { name: 'ci', scopes: ['read'] };
  const made = (await api.call('POST', '/v1/keys', admin, body, { 'idempotency-key': 'once' })).json;
  keys.push(made.secret);
  await api.call('POST', '/v1/keys', admin, body, { 'idempotency-key': 'once' });
  keys.push((await api.call('POST', `/v1/keys/${made.id}/rotate`, admin, { overlapSeconds: 0 })).json.secret);
  keys.push(await bootstrapKey(api.store.system, { replace: true }));

  const wrong = `slk_${'w'.repeat(32)}`;
  keys.push(wrong);
  const refused = [
    await api.call('GET', '/v1/usage', made.secret),
    await api.call('GET', '/v1/usage', wrong),
    await api.call('GET', '/v1/usage', null, undefined, { authorization: `Bearer ${wrong}` }),
    await api.call('GET', '/v1/tenants', admin),
    await api.call('POST', '/v1/keys', admin, { name: wrong, scopes: [wrong], expiresAt: wrong }),
    await api.call('GET', `/v1/keys/${wrong}`, admin),
    await api.call('GET', `/v1/nowhere?key=${wrong}`, admin),
    await api.call('POST', '/v1/photos', tenant.key.secret, undefined, { 'content-type': 'image/png' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 403, 400, 404, 404, 400]);
  const text = lines.join('');
  expect(lines.length).toBeGreaterThan(10);
  expect(text).not.toContain('[redacted]');
  for (const key of keys) expect(text).not.toContain(key.slice(10));
});
