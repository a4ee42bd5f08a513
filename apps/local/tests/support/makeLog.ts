/**
 * Fills an empty data folder with all that a session can hold, and dies in the middle of its last turn:
 * node makeLog.ts <data folder>. How its rows become a log that later versions are held to: apps/gateway/tests/logs.
 */
import { shrinkToJpeg } from '@safelight/codec';
import { silentLogger } from '@safelight/service-kit';
import { startLocalFleet } from '../../src/index.ts';
import { fixture, follow, post, untilEnd, upload } from './api.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('Name the data folder.');

const fleet = await startLocalFleet({ dataDir, logger: silentLogger, engineWorkers: 1 });
const photo = new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 3_000));
const { id: photoId } = await upload(fleet, 'small.jpg', photo);
const { id: sessionId } = await post(fleet, '/v1/sessions', { photoId });
const at = (path: string) => `/v1/sessions/${sessionId}${path}`;

async function ask(instruction: string, more: object): Promise<string> {
  const options = { stepsMax: 3, seed: 7, candidates: 2, reflectionsMax: 1, scoreMin: 5 };
  return (await post(fleet, at('/turns'), { instruction, ...options, ...more })).id;
}

async function reached(turnId: string, type: string): Promise<void> {
  for await (const { body } of follow(fleet, sessionId)) if (body.turnId === turnId && body.type === type) return;
}

const first = await ask('warmer and a bit brighter', { budget: { tokens: 1_000_000 } });
await untilEnd(fleet, { sessionId, turnId: first });
await post(fleet, at(`/turns/${first}/revisions`), {
  candidate: 0,
  revisions: [{ step: 1, action: 'replace', calls: [{ tool: 'exposure', value: 0.3 }] }],
});
const { sequence } = await post(fleet, at('/recipe'), { calls: [{ tool: 'contrast', value: 12 }] });
await post(fleet, at('/recipe'), { turnId: first, candidate: 1 });
await post(fleet, at('/recipe'), { sequence });
const canceled = await ask('moody', {});
await reached(canceled, 'step.decided');
await post(fleet, at(`/turns/${canceled}/cancel`), {});
await untilEnd(fleet, { sessionId, turnId: canceled });
const last = await ask('a little more contrast, and darken the corners', { candidates: 1, deadlineMs: 86_400_000 });
await reached(last, 'step.decided');
process.kill(process.pid, 'SIGKILL');
