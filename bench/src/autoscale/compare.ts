/** Every rule over every trace, and what they come to. */
import { demandAutoscaler, modelDemand, type Autoscaler } from '@safelight/autoscale';
import { others } from './contenders.ts';
import type { Outcome } from './model/result.ts';
import { replicasAtStart, simulate } from './model/simulate.ts';
import type { Tier } from './model/tier.ts';
import { makeTrace, type TraceSpec } from './traces/trace.ts';

export const ours = 'Safelight';

export interface Standing {
  readonly policy: string;
  readonly requests: number;
  readonly misses: number;
  readonly failed: number;
  readonly replicaSeconds: number;
  readonly coldStarts: number;
  readonly flaps: number;
  readonly replicasMost: number;
  /** The worst of the traces. */
  readonly p99Seconds: number;
}

export interface Verdict {
  /** Whoever of the others misses least; of equals the cheaper. */
  readonly best: Standing;
  readonly ours: Standing;
  /** Of the best one's replica-seconds, that ours does without. */
  readonly saved: number;
  readonly isMet: boolean;
}

/** The goal: no more misses than the best of the others, at so much less. */
export const savedGoal = 0.15;

export function contenders(tier: Tier): readonly Autoscaler[] {
  return [...others(tier), demandAutoscaler(modelDemand)];
}

export function compare(
  tier: Tier,
  specs: readonly TraceSpec[],
  say: (line: string) => void = () => {},
): readonly Outcome[] {
  return specs.flatMap((spec) => {
    const trace = makeTrace(spec);
    say(`${trace.name}: ${trace.turnAtSeconds.length} turns`);
    const start = replicasAtStart(tier, trace);
    return contenders(tier).map((autoscaler) => simulate({ tier, trace, autoscaler, replicasAtStart: start }));
  });
}

export function standings(outcomes: readonly Outcome[]): readonly Standing[] {
  return [...Map.groupBy(outcomes, ({ policy }) => policy)].map(([policy, all]) => {
    const sum = (of: (outcome: Outcome) => number) => all.reduce((total, outcome) => total + of(outcome), 0);
    const most = (of: (outcome: Outcome) => number) => Math.max(...all.map(of));
    return {
      policy,
      requests: sum(({ arrived }) => arrived),
      misses: sum(({ misses }) => misses),
      failed: sum(({ failed }) => failed),
      replicaSeconds: sum(({ replicaSeconds }) => replicaSeconds),
      coldStarts: sum(({ coldStarts }) => coldStarts),
      flaps: sum(({ flaps }) => flaps),
      replicasMost: most(({ replicasMost }) => replicasMost),
      p99Seconds: most(({ p99Seconds }) => p99Seconds),
    };
  });
}

export function judge(outcomes: readonly Outcome[]): Verdict {
  const all = standings(outcomes);
  const mine = all.find(({ policy }) => policy === ours)!;
  const rest = all.filter(({ policy }) => policy !== ours);
  const best = rest.reduce((a, b) =>
    b.misses < a.misses || (b.misses === a.misses && b.replicaSeconds < a.replicaSeconds) ? b : a,
  );
  const saved = 1 - mine.replicaSeconds / best.replicaSeconds;
  return { best, ours: mine, saved, isMet: mine.misses <= best.misses && saved >= savedGoal };
}
