/** The log of one session against what was acknowledged and what came by SSE. */
import { endings } from '../api/events.ts';
import type { EventJson } from '../api/events.ts';
import type { Outcome, SessionRecord } from '../load/ledger.ts';
import type { FindingKind } from '../findings.ts';

export type Fault = readonly [kind: FindingKind, what: string];

/** Events that each appear at most once for a place within a turn. */
const onceEach: Readonly<Record<string, (body: EventJson['body']) => unknown>> = {
  'turn.requested': () => '',
  'step.decided': ({ candidate, step }) => [candidate, step],
  'step.observed': ({ candidate, step }) => [candidate, step],
  'turn.finishing': ({ candidate, round }) => [candidate, round],
  'turn.evaluated': ({ candidate, round }) => [candidate, round],
  'turn.compared': () => '',
};

export function checkLog(record: SessionRecord, log: readonly EventJson[]): readonly Fault[] {
  return [
    ...gapsOf(log),
    ...record.turns.flatMap(({ turnId }) => turnFaults(turnId, log)),
    ...strangers(record, log),
    ...changeFaults(record, log),
    ...(record.streamed === null ? [] : streamFaults(record.streamed, log)),
  ];
}

function gapsOf(log: readonly EventJson[]): readonly Fault[] {
  const wrong = log.findIndex(({ sequence }, index) => sequence !== index + 1);
  if (wrong === -1) return [];
  const { sequence } = log[wrong]!;
  const kind = sequence <= wrong ? 'duplicated' : 'lost';
  return [[kind, `the log has event ${sequence} in place ${wrong + 1}`]];
}

function turnFaults(turnId: string, log: readonly EventJson[]): readonly Fault[] {
  const bodies = log.filter(({ body }) => body.turnId === turnId).map(({ body }) => body);
  const faults: Fault[] = [];
  if (!bodies.some(({ type }) => type === 'turn.requested')) faults.push(['lost', `${turnId} is not in the log`]);
  const ends = bodies.filter(({ type }) => endings.includes(type));
  if (ends.length === 0) faults.push(['lost', `${turnId} never ended`]);
  if (ends.length > 1) faults.push(['duplicated', `${turnId} ended ${ends.length} times`]);
  for (const { type, code, message } of ends) {
    if (type === 'turn.failed') faults.push(['lost', `${turnId} failed: ${code}: ${message}`]);
  }
  const seen = new Set<string>();
  for (const body of bodies) {
    const placeOf = onceEach[body.type];
    if (placeOf === undefined) continue;
    const place = `${body.type} ${JSON.stringify(placeOf(body))}`;
    if (seen.has(place)) faults.push(['duplicated', `${turnId} has ${place} twice`]);
    seen.add(place);
  }
  return faults;
}

/** Turns that nobody has asked for: a repeated request that made a second one. */
function strangers({ turns }: SessionRecord, log: readonly EventJson[]): readonly Fault[] {
  const asked = log.filter(({ body }) => body.type === 'turn.requested').map(({ body }) => body.turnId);
  const known = new Set(turns.map(({ turnId }) => turnId));
  return asked.filter((id) => id !== undefined && !known.has(id)).map((id) => ['duplicated', `nobody asked for ${id}`]);
}

function changeFaults({ changes }: SessionRecord, log: readonly EventJson[]): readonly Fault[] {
  const count = log.filter(({ body }) => body.type === 'recipe.changed').length;
  if (count === changes) return [];
  return [
    [count < changes ? 'lost' : 'duplicated', `${changes} changes by hand were acknowledged, ${count} are there`],
  ];
}

/** By SSE every event comes exactly once and in order, whatever happens to the connections. */
function streamFaults(streamed: readonly EventJson[], log: readonly EventJson[]): readonly Fault[] {
  const faults: Fault[] = [];
  let expected = 1;
  for (const { sequence } of streamed) {
    if (sequence < expected) faults.push(['duplicated', `event ${sequence} came by SSE again`]);
    if (sequence > expected) faults.push(['lost', `events ${expected} to ${sequence - 1} did not come by SSE`]);
    expected = Math.max(expected, sequence + 1);
  }
  // Streams end with the last turn of the script, which is the last event.
  const last = log.at(-1)?.sequence ?? 0;
  if (expected <= last) faults.push(['lost', `events ${expected} to ${last} did not come by SSE`]);
  return faults;
}

/** Recipe and pixels are those of the undisturbed run; a turn that ended before it could be called off makes others. */
export function checkOutcome(
  { outcome, stuck, turns }: SessionRecord,
  log: readonly EventJson[],
  expected: Outcome,
): readonly Fault[] {
  if (outcome === null) return [['lost', `the script came to no end: ${stuck}`]];
  const finished = new Set(log.filter(({ body }) => body.type === 'turn.finished').map(({ body }) => body.turnId));
  if (turns.some(({ turnId, canceled }) => canceled && finished.has(turnId))) return [];
  if (outcome.recipe !== expected.recipe) return [['lost', 'the recipe is not that of the undisturbed run']];
  if (outcome.pixelsSha256 !== expected.pixelsSha256) {
    return [['lost', 'the pixels are not those of the undisturbed run']];
  }
  return [];
}
