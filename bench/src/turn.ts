import { readFile, rm } from 'node:fs/promises';
import { startLocalFleet } from '@safelight/local';
import { silentLogger } from '@safelight/service-kit';
import { photoOf, scratch } from './photos.ts';
import { median, type Row } from './row.ts';

const turns = 5;
const sentence = 'warm, dreamy golden hour, keep detail in the shadows';

interface Fleet {
  readonly baseUrl: string;
  readonly apiKey: string;
}

async function call<T>(fleet: Fleet, path: string, init: RequestInit = {}): Promise<T> {
  const headers = { authorization: `Bearer ${fleet.apiKey}`, accept: 'application/json', ...init.headers };
  const reply = await fetch(`${fleet.baseUrl}${path}`, { ...init, headers });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Milliseconds spent in the sandbox's Render so far, from the fleet's own metrics. */
async function renderMs(fleet: Fleet): Promise<number> {
  const text = await (await fetch(`${fleet.baseUrl}/metrics`)).text();
  const sums = text
    .split('\n')
    .filter((line) => /^rpc_\w*duration\w*_sum\{/.test(line) && /SandboxService\/?"?.*Render"/.test(line));
  return sums.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
}

async function runTurn(fleet: Fleet, photoId: string, seed: number): Promise<{ wallMs: number; steps: number }> {
  const { id } = await call<{ id: string }>(fleet, '/v1/sessions', json({ photoId }));
  const start = performance.now();
  await call(fleet, `/v1/sessions/${id}/turns`, json({ instruction: sentence, seed }));
  const stream = await fetch(`${fleet.baseUrl}/v1/sessions/${id}/events`, {
    headers: { authorization: `Bearer ${fleet.apiKey}`, accept: 'text/event-stream' },
  });
  let text = '';
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('event: turn.failed')) throw new Error(`The turn failed: ${text.slice(-500)}`);
    if (text.includes('event: turn.finished')) break;
  }
  return { wallMs: performance.now() - start, steps: text.split('event: step.observed').length - 1 };
}

/** What a step costs beyond its render: policy, validation, log, measurements, RPC. */
export async function benchTurn(): Promise<Row[]> {
  const photo = await photoOf('city-sunset', 4240, 2832);
  const folder = await scratch('turn');
  await rm(folder, { recursive: true, force: true });
  await using fleet = await startLocalFleet({ dataDir: folder, httpPort: 0, logger: silentLogger });
  const form = new FormData();
  form.set('file', new Blob([await readFile(photo)], { type: 'image/jpeg' }), 'photo.jpg');
  const { id } = await call<{ id: string }>(fleet, '/v1/photos', { method: 'POST', body: form });

  const overheads: number[] = [];
  const walls: number[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const before = await renderMs(fleet);
    const { wallMs, steps } = await runTurn(fleet, id, turn);
    const rendering = (await renderMs(fleet)) - before;
    if (rendering === 0) throw new Error('The metrics hold no duration of the sandbox Render RPC.');
    if (turn === 0) continue;
    overheads.push((wallMs - rendering) / steps);
    walls.push(wallMs / steps);
  }
  return [
    { name: 'a step, renders included', value: median(walls), unit: 'ms' },
    {
      name: 'a step without its renders: the agent’s own overhead',
      value: median(overheads),
      unit: 'ms',
      goal: { atMost: 50 },
    },
  ];
}
