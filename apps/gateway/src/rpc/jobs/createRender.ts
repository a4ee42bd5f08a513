import type { jobContract } from '@safelight/wire';
import * as renders from '../../editing/renders.ts';
import type { Call } from '../guard.ts';
import { readRender } from './views.ts';
import { waited } from './wait.ts';

type Request = ReturnType<typeof jobContract.methods.createRender.decodeRequest>;

export async function createRender(request: Request, call: Call) {
  const { caller, key } = call;
  const { photoId, sessionId, base, output, deadlineSeconds, waitSeconds } = request;
  const render = { photoId, change: { ...base, sessionId }, output, deadlineSeconds };
  const { id } = await renders.createRender(caller, render, key);
  await waited(call, id, waitSeconds);
  return { render: await readRender(caller, id) };
}
