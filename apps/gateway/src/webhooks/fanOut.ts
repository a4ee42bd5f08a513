/** Makes messages to receivers out of the events on the bus. An event that comes twice makes the same messages. */
import { topics } from '@safelight/bus';
import { decodeSessionEvent } from '@safelight/wire';
import type { GatewayContext } from '../context.ts';
import { addDeliveries, listWebhooks } from '../store/webhooks.ts';
import { messageOf } from './message.ts';

export function startFanOut({ bus, store }: GatewayContext): AsyncDisposable {
  return bus.subscribe({
    topics: [topics.sessionEvents.name],
    group: 'webhooks',
    handle: async ({ value, headers }) => {
      const event = decodeSessionEvent(value);
      const tenant = store.tenant(headers.tenant);
      const receivers = (await listWebhooks(tenant)).filter(
        ({ state, event_types: types }) =>
          state === 'enabled' && (types.length === 0 || types.includes(event.body.type)),
      );
      if (receivers.length === 0) return;
      await tenant.write((unit) =>
        addDeliveries(
          unit,
          receivers.map(({ id }) => messageOf(id, event)),
        ),
      );
    },
  });
}
