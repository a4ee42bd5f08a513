/**
 * Chooses settings on the tuning traces alone: one pair of knobs after the other is tried at all values, and what costs
 * least is kept, as long as no shape has more misses than the best of the others has; until a round changes nothing. It must
 * hold as well with starts that take a third longer, so that the choice does not sit on an edge.
 */
import { demandAutoscaler, type Autoscaler } from '@safelight/autoscale';
import { others } from '../contenders.ts';
import { replicasAtStart, simulate } from '../model/simulate.ts';
import { modelTier, type Tier } from '../model/tier.ts';
import { tuningTraces } from '../traces/split.ts';
import { makeTrace, type Trace } from '../traces/trace.ts';
import { firstChoice, settingsOf, space, together, type Choice } from './space.ts';

export const tiersTunedOn: readonly Tier[] = [
  modelTier,
  { ...modelTier, name: `${modelTier.name}, slow to start`, coldStartSeconds: (modelTier.coldStartSeconds * 4) / 3 },
];

const roundsMax = 3;

interface Case {
  readonly tier: Tier;
  readonly trace: Trace;
  /** Of its tier and shape, over all traces. */
  readonly missesAllowed: number;
  readonly group: string;
}

export function tune(say: (line: string) => void): Choice {
  const cases = casesOf(tuningTraces.map(makeTrace), say);
  let best = firstChoice;
  let cost = costOf(best, cases, null);
  if (cost === null) throw new Error('The first choice misses more than is allowed: choose another.');
  say(`begins with ${describe(best)}: ${hours(cost)}`);
  for (let round = 1; round <= roundsMax; round++) {
    const before = best;
    for (const knobs of together) {
      for (const values of product(knobs)) {
        const next = { ...best, ...values };
        if (describe(next) === describe(best)) continue;
        const nextCost = costOf(next, cases, cost);
        if (nextCost === null) continue;
        [best, cost] = [next, nextCost];
        say(`round ${round}: ${JSON.stringify(values)}: ${hours(cost)}`);
      }
    }
    if (best === before) break;
  }
  say(`chosen: ${describe(best)}`);
  return best;
}

/** The hardest first, so that what cannot win is left early. */
function casesOf(traces: readonly Trace[], say: (line: string) => void): readonly Case[] {
  const order = ['doubleViral', 'bursts', 'viral', 'diurnal'];
  const sorted = traces.toSorted((a, b) => order.indexOf(a.shape) - order.indexOf(b.shape));
  return tiersTunedOn.toReversed().flatMap((tier) => {
    const misses = others(tier).map((autoscaler) => {
      const byShape = new Map<string, number>();
      for (const trace of sorted) {
        const { misses } = play(tier, trace, autoscaler);
        byShape.set(trace.shape, (byShape.get(trace.shape) ?? 0) + misses);
      }
      return { name: autoscaler.name, byShape, all: [...byShape.values()].reduce((sum, one) => sum + one, 0) };
    });
    const best = misses.reduce((a, b) => (b.all < a.all ? b : a));
    say(`${tier.name}: fewest misses has ${best.name}: ${JSON.stringify(Object.fromEntries(best.byShape))}`);
    return sorted.map((trace) => {
      const missesAllowed = best.byShape.get(trace.shape)!;
      return { tier, trace, missesAllowed, group: `${tier.name}/${trace.shape}` };
    });
  });
}

interface Cost {
  readonly total: number;
  /** After each case. */
  readonly soFar: readonly number[];
}

/** A choice that is dearer than the best one by so much in the first cases is given up. */
const behindMost = 1.02;

/** Replica-seconds over all cases; null when it misses too much or does not come near the best. */
function costOf(choice: Choice, cases: readonly Case[], best: Cost | null): Cost | null {
  const misses = new Map<string, number>();
  const soFar: number[] = [];
  let total = 0;
  for (const [index, { tier, trace, missesAllowed, group }] of cases.entries()) {
    const outcome = play(tier, trace, demandAutoscaler(settingsOf(choice)));
    soFar.push((total += outcome.replicaSeconds));
    const missed = (misses.get(group) ?? 0) + outcome.misses;
    misses.set(group, missed);
    if (missed > missesAllowed) return null;
    if (best !== null && (total >= best.total || total > behindMost * best.soFar[index]!)) return null;
  }
  return { total, soFar };
}

function play(tier: Tier, trace: Trace, autoscaler: Autoscaler) {
  return simulate({ tier, trace, autoscaler, replicasAtStart: replicasAtStart(tier, trace) });
}

/** All values of the knobs with each other. */
function product(knobs: readonly (keyof Choice)[]): readonly Partial<Choice>[] {
  return knobs.reduce<readonly Partial<Choice>[]>(
    (sets, knob) => sets.flatMap((set) => space[knob].map((value) => ({ ...set, [knob]: value }))),
    [{}],
  );
}

const hours = ({ total }: Cost) => `${(total / 3600).toFixed(0)} GPU hours`;
const describe = (choice: Choice) => JSON.stringify(choice);
