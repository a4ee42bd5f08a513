/** Things of one tenant that exist, by the name that paths and bodies give them. */
import { createHash } from 'node:crypto';
import { emptyRecipe, newId } from '@safelight/core';
import { CompiledQuery, sql } from 'kysely';
import { addTestPhoto } from '../../src/store/testing.ts';
import { addSession } from '../../src/store/sessions.ts';
import type { TestApi } from './api.ts';
import type { Ids } from './requests.ts';
import { insertOf } from './rows.ts';
import type { Ask } from './rows.ts';

/** In the texts of everything that is made here: it must not be in an answer to another tenant. */
export const marker = 'zebra-crossing';

export async function makeFixtures(api: TestApi, tenantId: string): Promise<Ids> {
  const store = api.store.tenant(tenantId);
  const ask: Ask = async (text, values = []) =>
    (await api.store.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...values]))).rows;
  // The embedded login is a superuser; what refers to nothing is let in.
  await sql`set session_replication_role = replica`.execute(api.store.db);
  /** Inserts a row with these values beside made ones, and gives its id. */
  const row = async (table: string, values: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const id = newId('msg').replace('msg', table.slice(0, 3));
    const hasId = table !== 'images';
    const { text, values: made } = await insertOf(ask, table, tenantId, { ...(hasId ? { id } : {}), ...values });
    await ask(text, made);
    return String(values['id'] ?? id);
  };

  const photo = await addTestPhoto(store);
  await ask(`update photos set file_name = $1 where id = $2`, [`${marker}.jpg`, photo.id]);
  const sessionId = await store.write((unit) => addSession(unit, photo));
  const picture = Buffer.from(marker);
  const sha256 = createHash('sha256').update(picture).digest('hex');
  await api.context.blobs.put(tenantId, sha256, picture);
  await row('images', { sha256, media_type: 'image/jpeg' });
  const { id: keyId } = await api.addKey(tenantId, ['read']);
  await ask(`update api_keys set name = $1 where id = $2`, [marker, keyId]);
  const job = (kind: string) =>
    row('jobs', {
      kind,
      request: JSON.stringify({ instruction: marker }),
      total: 1,
    });
  const written = { format: 'jpeg', longEdgeMaxPixels: null, quality: 92, bitsPerChannel: 8 };
  const output = { ...written, colorSpace: 'photo', keepGps: true };
  const render = {
    photo_id: photo.id,
    sha256,
    file_name: marker,
    media_type: 'image/jpeg',
    output: JSON.stringify(output),
  };
  const made = {
    ...{ photoId: photo.id, sessionId, sha256, keyId, tenantId },
    turnId: await row('turns', { session_id: sessionId, instruction: marker }),
    webhookId: await row('webhooks', {
      url: `https://${marker}.example/`,
      description: marker,
      secrets: '[]',
      event_types: '[]',
    }),
    jobId: await job('edit'),
    'edits.editId': await job('edit'),
    'batches.batchId': await job('batch'),
    'evaluation-batches.batchId': await job('evaluation-batch'),
    presetId: await row('presets', { name: marker, groups: '[]', recipe: JSON.stringify(emptyRecipe) }),
    renderId: await row('renders', { ...render, id: await job('render') }),
  };
  await sql`set session_replication_role = origin`.execute(api.store.db);
  return made;
}
