import type { GatewayContext } from '../context.ts';
import { startRetention } from '../retention/sweep.ts';
import { startFanOut } from '../webhooks/fanOut.ts';
import { startSender } from '../webhooks/send.ts';
import { showBacklog } from './backlogGauges.ts';
import { startUnderLease } from './lease.ts';
import { startRelay } from './relay.ts';
import { startEventPublisher } from './sessionEvents.ts';
import { eraseReflections, publishTrajectories, startReflectorFeed } from './trajectories.ts';
import { publishTurns } from './turns.ts';

/** Tells others what was written. What is read from the database is one process's work at a time. */
export function startRelaying(context: GatewayContext): AsyncDisposable {
  const open = new AsyncDisposableStack();
  open.use(showBacklog(context));
  open.use(startSender(context));
  open.use(startFanOut(context));
  open.use(startReflectorFeed(context));
  open.use(
    startUnderLease(context, () => {
      const relays = new AsyncDisposableStack();
      relays.use(startRelay(context, 'turns', publishTurns(context)));
      relays.use(startRelay(context, 'trajectories', publishTrajectories(context)));
      relays.use(startRelay(context, 'erasures', eraseReflections(context)));
      relays.use(startEventPublisher(context));
      relays.use(startRetention(context));
      return relays;
    }),
  );
  return open;
}
