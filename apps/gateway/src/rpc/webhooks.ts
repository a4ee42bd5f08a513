/** safelight.editing.v1.WebhookService. */
import type { Implementation } from '@safelight/service-kit';
import { webhookContract } from '@safelight/wire';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  replayWebhook,
  rotateSecret,
  testWebhook,
} from '../webhooks/endpoints.ts';
import { webhookAccess } from './access.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';

export function webhookService(scope: RpcScope): Implementation {
  return guarded(webhookContract, webhookAccess, scope, {
    createWebhook: async (request, { caller, key }) => {
      const { webhookId, secret } = await createWebhook(caller, request, key);
      return { webhook: await getWebhook(caller, webhookId), secret };
    },
    getWebhook: async ({ webhookId }, { caller }) => ({ webhook: await getWebhook(caller, webhookId) }),
    listWebhooks: async (_request, { caller }) => ({ webhooks: await listWebhooks(caller) }),
    changeWebhook: async ({ webhookId, eventTypes, ...changes }, { caller }) => ({
      webhook: await changeWebhook(caller, webhookId, { ...changes, eventTypes: eventTypes?.types }),
    }),
    deleteWebhook: async ({ webhookId }, { caller }) => {
      await deleteWebhook(caller, webhookId);
      return {};
    },
    rotateWebhookSecret: ({ webhookId, overlapSeconds }, { caller }) => rotateSecret(caller, webhookId, overlapSeconds),
    testWebhook: ({ webhookId }, { caller }) => testWebhook(caller, webhookId),
    replayWebhook: ({ webhookId, since }, { caller }) => replayWebhook(caller, webhookId, since),
    listWebhookDeliveries: async ({ webhookId, ...query }, { caller }) => {
      const { rows: deliveries, ...page } = await listDeliveries(caller, webhookId, query);
      return { deliveries, ...page };
    },
  });
}
