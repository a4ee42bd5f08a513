import type { GatewayContext } from '../context.ts';
import { turnsSignal } from '../runner/runner.ts';
import { startSender } from '../webhooks/send.ts';
import { startUnderLease } from './lease.ts';
import { startRelay } from './relay.ts';
import { submitTrajectories } from './trajectories.ts';

/** Tells others what was written. Messages to webhooks are taken row by row; the rest is one process's work at a time. */
export function startRelaying(context: GatewayContext): AsyncDisposable {
  const { store } = context;
  const open = new AsyncDisposableStack();
  open.use(startSender(context));
  open.use(
    startUnderLease(context, () => {
      const relays = new AsyncDisposableStack();
      relays.use(startRelay(context, 'turns', async () => store.signals.wake(turnsSignal)));
      relays.use(startRelay(context, 'trajectories', submitTrajectories(context)));
      return relays;
    }),
  );
  return open;
}
