import { defaultTenantId } from '@safelight/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, implement, silentLogger, startService } from '@safelight/service-kit';
import { reflectorContract } from '@safelight/wire';
import { sql } from 'kysely';
import { sweep } from '../src/retention/sweep.ts';
import { tablesOfTenant } from '../src/store/erasure.ts';
import { addTestPhoto, addTestSession } from '../src/store/testing.ts';
import { addTurn } from '../src/store/turns.ts';
import { openTestApi } from './support/api.ts';
import type { TestApi } from './support/api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
});

const never = new AbortController().signal;
const tenant = (id = defaultTenantId) => api.store.tenant(id);
const options = {
  ...{ stepsMax: 3, seed: 0, candidates: 1, reflectionsMax: 0, scoreMin: 1, textOnly: false },
  ...{ deadlineMs: null, budget: { tokens: null, costMicroUsd: null } },
};
const ask = (method: string, path: string, key = api.operatorKey, body?: unknown) => api.call(method, path, key, body);

/** Every text that any table holds, save those named. */
async function everything(...without: readonly string[]): Promise<string> {
  return api.store.system.read(async (trx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(trx);
    const texts: string[] = [];
    for (const { name } of tables.rows) {
      if (without.includes(name) || name.startsWith('kysely')) continue;
      const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(trx);
      texts.push(...rows.map(({ text }) => `${name}: ${text}`));
    }
    return texts.join('\n');
  });
}

/** A reflector that only writes down what it is to forget. */
async function startForgetfulReflector() {
  const asked: { readonly tenant: string; readonly sessionIds: readonly string[] }[] = [];
  const other = () => {
    throw new Error('Nothing else is asked of it.');
  };
  const implementation = implement(reflectorContract, {
    ...{ submitTrajectory: other, listSamples: other, reflect: other, export: other },
    erase: async ({ sessionIds }, { tenant: of }) => {
      asked.push({ tenant: of, sessionIds });
      return { trajectories: 0 };
    },
  });
  const service = await startService({ name: 'reflector', implementations: [implementation], logger: silentLogger });
  const client = createClient(reflectorContract, service.address);
  return {
    ...{ asked, client },
    async [Symbol.asyncDispose]() {
      client.close();
      await service[Symbol.asyncDispose]();
    },
  };
}

describe('a session that is deleted', () => {
  it('leaves none of its sentences behind, and answers 404', async () => {
    const sessionId = await addTestSession(tenant());
    const turnId = await tenant().write((unit) =>
      addTurn(unit, { sessionId, instruction: 'as in our kitchen', options, keyId: 'key_1' }),
    );
    expect((await ask('DELETE', `/v1/sessions/${sessionId}`)).json).toMatchObject({ code: 'turn.conflict' });
    await ask('POST', `/v1/sessions/${sessionId}/turns/${turnId}/cancel`);
    expect((await ask('DELETE', `/v1/sessions/${sessionId}`)).status).toBe(204);
    expect((await ask('GET', `/v1/sessions/${sessionId}`)).status).toBe(404);
    expect(await everything()).not.toContain('our kitchen');
    expect(await everything()).not.toContain(turnId);
    // The reflector is told as soon as it answers.
    expect(await everything()).toMatch(new RegExp(`outbox: .*erasures,${sessionId}`));
  });
});

describe('the sweep', () => {
  it('erases a photo whose time is over, with its sessions and its name', async () => {
    const photo = await addTestPhoto(tenant());
    await tenant().write(async ({ trx, now }) => {
      const set = { expires_at: new Date(now.getTime() + 60_000), file_name: 'grandmother.jpg' };
      await trx.updateTable('photos').set(set).where('id', '=', photo.id).execute();
    });
    const { id: sessionId } = (await ask('POST', '/v1/sessions', api.operatorKey, { photoId: photo.id })).json;
    await sweep(api.context, never);
    expect((await ask('GET', `/v1/sessions/${sessionId}`)).status).toBe(200);
    api.advance(61_000);
    await sweep(api.context, never);
    expect((await ask('GET', `/v1/sessions/${sessionId}`)).status).toBe(404);
    // What is left names ids alone: who deleted what, and what the reflector is still to be told.
    expect(await everything()).not.toContain('grandmother');
    expect(await everything('outbox', 'audit_log')).not.toMatch(new RegExp(`${photo.id}|${sessionId}`));
  });

  it('erases all that a deleted tenant had, and nothing of another', async () => {
    const made = (await ask('POST', '/v1/tenants', api.operatorKey, { name: 'Studio Nord', plan: 'free' })).json;
    const { id } = made.tenant ?? made;
    const theirs = await addTestSession(tenant(id));
    const ours = await addTestSession(tenant());
    await api.context.blobs.put(
      id,
      '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
      Buffer.from('foo'),
    );
    expect((await ask('DELETE', `/v1/tenants/${id}`)).status).toBeLessThan(300);
    await sweep(api.context, never);
    expect(await everything(), 'while the reflector is away').toContain(theirs);
    await using reflector = await startForgetfulReflector();
    await sweep({ ...api.context, reflector: reflector.client }, never);
    expect(reflector.asked).toEqual([{ tenant: id, sessionIds: [] }]);
    const left = await everything('audit_log', 'usage_daily', 'tenants');
    expect(left).not.toMatch(new RegExp(`${id}|${theirs}|Studio Nord`));
    expect(left).toContain(ours);
    await expect(
      api.context.blobs.get(id, '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'),
    ).rejects.toThrow();
  });

  it('knows every table that has rows of tenants', async () => {
    const { rows } = await api.store.system.read((trx) =>
      sql<{ name: string }>`select table_name as name from information_schema.columns
        where column_name = 'tenant_id' and table_schema = 'public'`.execute(trx),
    );
    const kept = ['usage_daily', 'audit_log'];
    expect(rows.map(({ name }) => name).sort()).toEqual([...tablesOfTenant, ...kept].sort());
  });
});
