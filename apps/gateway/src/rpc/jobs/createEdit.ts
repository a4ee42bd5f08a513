import type { jobContract } from '@safelight/wire';
import * as edits from '../../editing/edits.ts';
import { createPhoto, wishesOf } from '../../editing/photos.ts';
import type { Call } from '../guard.ts';
import { readEdit } from './views.ts';
import { waited } from './wait.ts';

type Request = ReturnType<typeof jobContract.methods.createEdit.decodeRequest>;

export async function createEdit(request: Request, call: Call) {
  const { caller, key } = call;
  const { instruction, base, options, outputs, deadlineSeconds, waitSeconds } = request;
  const photo = await photoOf(request, call);
  const change = { ...base, instruction };
  const edit = { photo, change, options, outputs, deadlineSeconds };
  const { id } = await edits.createEdit(caller, edit, key);
  await waited(call, id, waitSeconds);
  return { edit: await readEdit(caller, id) };
}

async function photoOf({ photo, retention }: Request, { caller, signal }: Call): Promise<edits.EditRequest['photo']> {
  const wishes = wishesOf(retention.seconds, retention.noStore);
  if ('id' in photo) return photo;
  if ('url' in photo) return { ...photo, ...wishes };
  return { id: (await createPhoto(caller, photo, signal, wishes)).id };
}
