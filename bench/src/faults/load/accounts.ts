import { Caller } from '../api/caller.ts';
import type { Account } from './ledger.ts';
import { receiverHost } from './receiver.ts';
import type { Receiver } from './receiver.ts';

/** A tenant with a key and a receiver of all its events. */
export async function makeAccount(
  operator: Caller,
  { baseUrl, receiver }: { readonly baseUrl: string; readonly receiver: Receiver },
  name: string,
): Promise<Account> {
  const made = await operator.ask('/v1/tenants', { method: 'POST', json: { name, plan: 'standard' } });
  const { id, key } = made.json<{ id: string; key: { secret: string } }>();
  const caller = new Caller(baseUrl, key.secret);
  const url = `http://${receiverHost}:${receiver.port}/${name}`;
  const webhook = await caller.ask('/v1/webhooks', { method: 'POST', json: { url, description: name } });
  const { secret } = webhook.json<{ secret: string }>();
  receiver.trust(name, secret);
  return { tenantId: id, name, caller };
}
