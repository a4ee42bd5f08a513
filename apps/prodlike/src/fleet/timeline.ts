/** What there was when: for the plot, and for how long scaling took. */
import { groupNames, type GroupName } from '../programs.ts';

export interface Moment {
  readonly seconds: number;
  /** Asked for by the autoscaler, and those that answer. */
  readonly replicas: Readonly<Record<GroupName, { readonly wanted: number; readonly ready: number }>>;
  /** Turns that wait or run. */
  readonly turns: number;
}

export interface Scaling {
  /** Of each group: the most that answered at once. */
  readonly most: Readonly<Record<GroupName, number>>;
  /** From the start of the burst until all that were ordered at most answered; null: it never came to that. */
  readonly outSeconds: number | null;
  /** From the end of the burst until the runners were back at what they were before it. */
  readonly inSeconds: number | null;
}

export interface Burst {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

export function scalingOf(moments: readonly Moment[], { fromSeconds, toSeconds }: Burst): Scaling {
  const most = Object.fromEntries(
    groupNames.map((name) => [name, Math.max(0, ...moments.map(({ replicas }) => replicas[name].ready))]),
  ) as Record<GroupName, number>;
  const before = moments.findLast(({ seconds }) => seconds <= fromSeconds)?.replicas.runner.ready ?? 1;
  const wantedMax = Math.max(0, ...moments.map(({ replicas }) => replicas.runner.wanted));
  const out = moments.find(
    ({ seconds, replicas }) => seconds >= fromSeconds && wantedMax > before && replicas.runner.ready >= wantedMax,
  );
  // Also while the burst lasts nothing may go: it counts from when all were there.
  const back = moments.find(
    ({ seconds, replicas }) =>
      out !== undefined && seconds >= Math.max(toSeconds, out.seconds) && replicas.runner.ready <= before,
  );
  return {
    most,
    outSeconds: out === undefined ? null : out.seconds - fromSeconds,
    inSeconds: back === undefined ? null : back.seconds - toSeconds,
  };
}
