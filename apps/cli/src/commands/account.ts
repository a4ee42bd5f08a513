/** The account behind the key: keys, usage, webhooks. */
import type { BodyOf } from '@safelight/client';
import pc from 'picocolors';
import { onServer } from '../remote/run.ts';
import type { ServerOptions } from '../remote/server.ts';
import { warn } from '../terminal.ts';

type JsonOptions = ServerOptions & { readonly json?: true };
export type Scope = BodyOf<'createKey'>['scopes'][number];

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** The secret alone on stdout, so that a script can keep it; what it is on stderr. */
function printSecret(secret: string | null, about: string): void {
  process.stderr.write(`${about}\n`);
  if (secret === null) warn('the answer was lost on the way and the secret with it. Rotate it.');
  else print(secret);
}

export async function listKeys(options: JsonOptions): Promise<void> {
  await onServer(options, async (api) => {
    for await (const key of api.keys.list()) {
      const { id, prefix, state, scopes, name, expiresAt } = key;
      if (options.json === true) print(JSON.stringify(key));
      else
        print(
          `${id}  ${prefix}…  ${state.padEnd(7)}  ${scopes.join(',')}  ${name}${expiresAt === null ? '' : `, until ${expiresAt}`}`,
        );
    }
  });
}

export interface CreateKeyOptions extends ServerOptions {
  readonly scope: readonly Scope[];
  readonly expires?: string;
}

export async function createKey(name: string, { scope, expires, ...options }: CreateKeyOptions): Promise<void> {
  await onServer(options, async (api) => {
    const body = { name, scopes: scope, ...(expires !== undefined && { expiresAt: expires }) };
    const { id, secret } = await api.keys.create(body);
    printSecret(secret, `${id}: shown once, keep it where only its user can read it.`);
  });
}

export async function rotateKey(
  keyId: string,
  { overlap, ...options }: ServerOptions & { overlap?: number },
): Promise<void> {
  await onServer(options, async (api) => {
    const { id, secret } = await api.keys.rotate(keyId, overlap === undefined ? {} : { overlapSeconds: overlap });
    printSecret(secret, `${id} takes the place of ${keyId}: shown once.`);
  });
}

export async function revokeKey(keyId: string, options: ServerOptions): Promise<void> {
  await onServer(options, async (api) => {
    await api.keys.revoke(keyId);
    print(`${keyId} is revoked.`);
  });
}

export async function showUsage(options: JsonOptions & { readonly by: 'day' | 'key' }): Promise<void> {
  await onServer(options, async (api) => {
    const usage = await api.usage.get({ groupBy: options.by });
    if (options.json === true) return print(JSON.stringify(usage));
    const line = (name: string, { steps, pixels, promptTokens, completionTokens, evaluations }: typeof usage.total) =>
      `${name.padEnd(24)} ${String(steps).padStart(8)} ${(pixels / 1e6).toFixed(1).padStart(10)} ` +
      `${String(promptTokens + completionTokens).padStart(10)} ${String(evaluations).padStart(8)}`;
    print(pc.dim(`${options.by.padEnd(24)}    steps megapixels     tokens   scored`));
    for (const group of usage.groups) print(line(group.group, group));
    print(pc.bold(line('total', usage.total)));
    const { resetsAt, ...quotas } = usage.quotas;
    for (const [name, { left, limit }] of Object.entries(quotas)) {
      if (limit !== null) print(`${name}: ${left} of ${limit} left until ${resetsAt}`);
    }
  });
}

export async function listWebhooks(options: JsonOptions): Promise<void> {
  await onServer(options, async (api) => {
    for (const webhook of await api.webhooks.list()) {
      const { id, state, url, eventTypes, disabledReason } = webhook;
      if (options.json === true) print(JSON.stringify(webhook));
      else
        print(
          `${id}  ${state}  ${url}  ${eventTypes.join(',')}${disabledReason === null ? '' : `  (${disabledReason})`}`,
        );
    }
  });
}

export async function createWebhook(
  url: string,
  { event, ...options }: ServerOptions & { readonly event?: readonly string[] },
): Promise<void> {
  await onServer(options, async (api) => {
    type Types = NonNullable<BodyOf<'createWebhook'>['eventTypes']>;
    const body = { url, ...(event !== undefined && { eventTypes: event as Types }) };
    const { id, secret } = await api.webhooks.create(body);
    printSecret(secret, `${id}: messages are signed with this secret (Standard Webhooks 1.0), shown once.`);
  });
}

export async function deleteWebhook(webhookId: string, options: ServerOptions): Promise<void> {
  await onServer(options, async (api) => {
    await api.webhooks.delete(webhookId);
    print(`${webhookId} is deleted.`);
  });
}

export async function testWebhook(webhookId: string, options: ServerOptions): Promise<void> {
  await onServer(options, async (api) => {
    const { messageId } = await api.webhooks.test(webhookId);
    print(`${messageId} is on its way.`);
  });
}
