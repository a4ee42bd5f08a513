/** Draws the page of `report.ts`, which loads this when it is asked for the first time. */
import { Fault, limits, outcomeOf } from '@safelight/core';
import type { Observation } from '@safelight/core';
import { renderReport, reportPolicy } from '@safelight/report';
import type { ReportInput } from '@safelight/report';
import type { TenantContext } from '../context.ts';
import { stemOf } from '../fileNames.ts';
import { progressOf } from '../runner/progress.ts';
import { tokensOf } from '../runner/usage.ts';
import { readTurnEvents } from '../store/log.ts';
import type { TurnRow } from '../store/schema.ts';
import { getSessionPhoto, listTurns } from '../store/sessions.ts';
import { getTurn, optionsOf } from '../store/turns.ts';
import type { Report } from './report.ts';
import { getTrajectoryOf } from './trajectory.ts';

export async function makeReport(context: TenantContext, sessionId: string, turnId: string | null): Promise<Report> {
  const { store } = context;
  const photo = await getSessionPhoto(store, sessionId);
  const finished = (await listTurns(store, sessionId)).filter(({ state }) => state === 'succeeded');
  const turn = turnId === null ? finished.at(-1) : await getTurn(store, sessionId, turnId);
  if (turn?.state !== 'succeeded') throw notFinished(turnId);

  const { comparison, result, candidates: done } = progressOf(await readTurnEvents(store, turn.id));
  const candidates = await Promise.all(
    Array.from({ length: turn.candidates }, (_, index) => getTrajectoryOf(context, turn.id, index)),
  );
  const trajectory = candidates[result?.candidate ?? 0]!;
  const before = finished.filter(({ created_at: at }) => at < turn.created_at).slice(-limits.historyTurnsMax);
  const earlier = await Promise.all(before.map((one) => pastOf(context, one)));
  const steps = [trajectory.original, ...trajectory.steps.map(({ observation }) => observation)];
  const others = [...candidates.map(outcomeOf), ...earlier.map(({ outcome }) => outcome)];
  const html = await renderReport({
    trajectory,
    recipe: outcomeOf(trajectory).recipe,
    options: optionsOf(turn),
    usage: tokensOf({ candidates: done }),
    group: {
      candidates,
      comparison,
      failures: done.flatMap(({ index, failure }) =>
        failure === null ? [] : [{ candidate: index, message: failure.message }],
      ),
    },
    earlier,
    images: await imagesOf(context, [...steps, ...others]),
    photo: { fileName: photo.file_name, width: photo.width, height: photo.height },
  });
  return { html, contentSecurityPolicy: reportPolicy, fileName: `${stemOf(photo.file_name)}-report.html` };
}

/** What an earlier turn was asked for, and the picture that it ended with. */
async function pastOf(context: TenantContext, { id, instruction }: TurnRow): Promise<ReportInput['earlier'][number]> {
  return { instruction, outcome: outcomeOf(await getTrajectoryOf(context, id, null)) };
}

async function imagesOf({ blobs }: TenantContext, shown: readonly Observation[]): Promise<ReportInput['images']> {
  const refs = new Map(shown.map(({ image }) => [image.sha256, image]));
  return new Map(
    await Promise.all(
      [...refs].map(async ([digest, ref]) => [digest, { ref, data: await blobs.get(digest) }] as const),
    ),
  );
}

function notFinished(turnId: string | null): Fault {
  const what = turnId === null ? 'No turn of this session has' : 'This turn has not';
  return new Fault('turn.notFinished', `${what} ended with a result. Follow the events, then ask again.`);
}
