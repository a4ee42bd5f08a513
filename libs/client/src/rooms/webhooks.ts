import type { BodyOf } from '../http/operation.ts';
import type { Wire } from '../http/wire.ts';
import type { CallOptions, CreateOptions } from '../options.ts';
import { entriesOf } from '../pages.ts';

export const webhooksOf = (wire: Wire) => ({
  /** The answer alone holds the secret that signs. */
  create: (body: BodyOf<'createWebhook'>, options?: CreateOptions) => wire.call('createWebhook', { body }, options),

  async list(options?: CallOptions) {
    return (await wire.call('listWebhooks', {}, options)).webhooks;
  },

  get: (webhookId: string, options?: CallOptions) => wire.call('getWebhook', { path: { webhookId } }, options),

  change: (webhookId: string, body: BodyOf<'changeWebhook'>, options?: CallOptions) =>
    wire.call('changeWebhook', { path: { webhookId }, body }, options),

  async delete(webhookId: string, options?: CallOptions): Promise<void> {
    await wire.call('deleteWebhook', { path: { webhookId } }, options);
  },

  /** The old secret signs as well until the overlap has passed. */
  async rotateSecret(webhookId: string, body: BodyOf<'rotateWebhookSecret'>, options?: CallOptions): Promise<string> {
    return (await wire.call('rotateWebhookSecret', { path: { webhookId }, body }, options)).secret;
  },

  test: (webhookId: string, options?: CallOptions) => wire.call('testWebhook', { path: { webhookId } }, options),

  /** Sends again what was made since a time, delivered or not. */
  replay: (webhookId: string, body: BodyOf<'replayWebhook'>, options?: CallOptions) =>
    wire.call('replayWebhook', { path: { webhookId }, body }, options),

  /** Newest first. */
  deliveries: (webhookId: string, options?: CallOptions) =>
    entriesOf(
      (query) => wire.call('listWebhookDeliveries', { path: { webhookId }, query }, options),
      ({ deliveries }) => deliveries,
    ),
});
