/** safelight.editing.v1.EditingService: photos and the sessions on them. Each method is one use-case. */
import type { Implementation } from '@safelight/service-kit';
import { editingContract } from '@safelight/wire';
import { changeRecipe } from '../editing/changeRecipe.ts';
import { deleteSession } from '../editing/deleteSession.ts';
import { followEvents, listEvents } from '../editing/events.ts';
import { exportRecipe } from '../editing/exportRecipe.ts';
import { getImage } from '../editing/images.ts';
import {
  createPhoto,
  deletePhoto,
  getOriginal,
  getPhoto,
  importPhoto,
  listPhotos,
  wishesOf,
} from '../editing/photos.ts';
import { getRecipe, renderSession } from '../editing/recipe.ts';
import { getReport } from '../editing/report.ts';
import { reviseTurn } from '../editing/reviseTurn.ts';
import { createSession, listSessions } from '../editing/sessions.ts';
import { getTrajectory } from '../editing/trajectory.ts';
import { cancelTurn, createTurn, getTurn } from '../editing/turns.ts';
import { editingAccess } from './access.ts';
import { readSession } from './editing/session.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';

export function editingService(scope: RpcScope): Implementation {
  return guarded(editingContract, editingAccess, scope, {
    createPhoto: async ({ data, fileName, retention }, { caller, signal }) => ({
      photo: await createPhoto(caller, { data, fileName }, signal, wishesOf(retention.seconds, retention.noStore)),
    }),
    importPhoto: async ({ url, retention }, { caller, signal }) => ({
      photo: await importPhoto(caller, url, signal, wishesOf(retention.seconds, retention.noStore)),
    }),
    getPhoto: async ({ photoId }, { caller }) => ({ photo: await getPhoto(caller, photoId) }),
    getOriginal: ({ photoId }, { caller }) => getOriginal(caller, photoId),
    listPhotos: async (query, { caller }) => {
      const { rows: photos, ...page } = await listPhotos(caller, query);
      return { photos, ...page };
    },
    deletePhoto: async ({ photoId }, { caller }) => {
      await deletePhoto(caller, photoId);
      return {};
    },
    createSession: async (wish, { caller, key }) => {
      const { sessionId } = await createSession(caller, wish, key);
      return { sessionId, session: await readSession(caller, sessionId) };
    },
    getSession: async ({ sessionId }, { caller }) => ({ session: await readSession(caller, sessionId) }),
    listSessions: async (query, { caller }) => {
      const { rows, ...page } = await listSessions(caller, query);
      return { sessions: rows.map((entry) => ({ ...entry, status: entry.state })), ...page };
    },
    deleteSession: async ({ sessionId }, { caller }) => {
      await deleteSession(caller, sessionId);
      return {};
    },
    createTurn: async (request, { caller, key }) => {
      const { turnId } = await createTurn(caller, request, key);
      return { turnId, turn: await getTurn(caller, request.sessionId, turnId) };
    },
    getTurn: async ({ sessionId, turnId }, { caller }) => ({ turn: await getTurn(caller, sessionId, turnId) }),
    cancelTurn: async ({ sessionId, turnId }, { caller }) => {
      await cancelTurn(caller, sessionId, turnId);
      return { turn: await getTurn(caller, sessionId, turnId) };
    },
    reviseTurn: async ({ sessionId, turnId, ...wish }, { caller, key, signal }) => ({
      changed: await reviseTurn(caller, sessionId, turnId, wish, { key, signal }),
    }),
    getTrajectory: async ({ sessionId, turnId, candidate }, { caller }) => ({
      trajectory: await getTrajectory(caller, sessionId, turnId, candidate),
    }),
    streamEvents: async function* ({ sessionId, afterSequence }, { caller, signal }) {
      const either = AbortSignal.any([signal, scope.stopping]);
      for await (const event of followEvents(caller, sessionId, afterSequence, either)) yield { event };
    },
    listEvents: async ({ sessionId, afterSequence }, { caller }) => {
      const events = await listEvents(caller, sessionId, afterSequence);
      return { events, nextAfterSequence: events.at(-1)?.sequence ?? afterSequence };
    },
    getRecipe: ({ sessionId }, { caller, signal }) => getRecipe(caller, sessionId, signal),
    exportRecipe: ({ sessionId, form }, { caller, signal }) => exportRecipe(caller, sessionId, form, signal),
    getReport: ({ sessionId, turnId }, { caller }) => getReport(caller, sessionId, turnId),
    changeRecipe: async ({ sessionId, change }, { caller, key, signal }) => ({
      changed: await changeRecipe(caller, sessionId, change, { key, signal }),
    }),
    render: async ({ sessionId, output }, { caller, signal }) => ({
      image: await renderSession(caller, sessionId, output, signal),
    }),
    getImage: async ({ sha256 }, { caller }) => ({ image: await getImage(caller, sha256) }),
  });
}
