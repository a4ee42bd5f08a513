import { basename, join } from 'node:path';
import {
  Fault,
  limits,
  type Evaluation,
  type ImageRef,
  type Scores,
  type SessionEventBody,
  type Trajectory,
} from '@safelight/core';
import { startLocalFleet, type Fleet } from '@safelight/local';
import { stringifyRecipe } from '@safelight/recipe';
import { silentLogger } from '@safelight/service-kit';
import pc from 'picocolors';
import { ApiClient } from '../api/client.ts';
import { defaultDataDir } from '../config/env.ts';
import { checkOutputFolder, readInput, stem, writeFolder } from '../files.ts';
import { Progress } from '../progress/progress.ts';
import { renderReport } from '../report/index.ts';
import { warn } from '../terminal.ts';

export interface EditOptions {
  readonly out?: string;
  readonly force?: true;
  readonly steps?: number;
  readonly seed: number;
  readonly json?: true;
  readonly quiet?: true;
}

/** What `--json` prints as the last line. */
interface EditResult {
  readonly out: string;
  readonly files: readonly string[];
  readonly instruction: string;
  readonly steps: number;
  readonly scores: Scores;
  readonly evaluation: Evaluation;
  readonly notDone: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Opens the fleet on the user's data folder, so that edits of the same photo and sentence meet in the reflector. While
 * another edit holds the folder this one takes a temporary one.
 */
async function openFleet(): Promise<Fleet> {
  const dataDir = join(defaultDataDir(), 'shell');
  try {
    return await startLocalFleet({ dataDir, logger: silentLogger });
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'data.locked') throw thrown;
    warn('another edit is running; this one keeps its session in a temporary folder.');
    return startLocalFleet({ dataDir: null, logger: silentLogger });
  }
}

/** Follows the turn to its end and gives its last event. */
async function follow(
  api: ApiClient,
  sessionId: string,
  turnId: string,
  progress: Progress,
): Promise<Extract<SessionEventBody, { type: 'turn.finished' }>> {
  for await (const event of api.events(sessionId)) {
    progress.tell(event);
    const { body } = event;
    if (body.type === 'turn.finished' && body.turnId === turnId) return body;
    if (body.type === 'turn.failed' && body.turnId === turnId) throw new Fault(body.code, body.message);
  }
  throw new Fault('service.unavailable', 'The event stream ended before the edit did. Run the command again.');
}

/** Every picture that the trajectory names, by digest. */
async function fetchImages(
  api: ApiClient,
  trajectory: Trajectory,
): Promise<Map<string, { ref: ImageRef; data: Uint8Array }>> {
  const observations = [trajectory.original, ...trajectory.steps.map(({ observation }) => observation)];
  const refs = new Map(observations.map(({ image }) => [image.sha256, image]));
  return new Map(
    await Promise.all(
      [...refs].map(async ([digest, ref]) => [digest, { ref, data: await api.image(digest) }] as const),
    ),
  );
}

/** One sentence → an edited photo, its recipe, XMP, trajectory, step pictures and report. */
export async function edit(photoPath: string, instruction: string, options: EditOptions): Promise<void> {
  const force = options.force === true;
  const bytes = await readInput(photoPath, limits.photoSizeBytes);
  if (options.out !== undefined) await checkOutputFolder(options.out, { force });
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new DOMException('Interrupted.', 'AbortError'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

  const json = options.json === true;
  using progress = new Progress({ stream: json ? process.stderr : process.stdout, quiet: options.quiet === true });
  progress.wait('starting');
  await using fleet = await openFleet();
  const api = new ApiClient(fleet, interrupted.signal);
  progress.wait('reading the photo');
  const photo = await api.createPhoto(new Uint8Array(bytes), basename(photoPath));
  progress.heading(`${basename(photoPath)}, ${photo.width} × ${photo.height}: “${instruction.trim()}”`);

  const { id: sessionId } = await api.createSession(photo.id);
  const steps = options.steps === undefined ? {} : { stepsMax: options.steps };
  const turn = await api.createTurn(sessionId, { instruction, seed: options.seed, ...steps });
  const finished = await follow(api, sessionId, turn.id, progress);

  progress.wait('developing at full resolution');
  const [edited, recipe, xmp, trajectory] = await Promise.all([
    api.render(sessionId),
    api.recipe(sessionId),
    api.recipeXmp(sessionId),
    api.trajectory(sessionId, turn.id),
  ]);
  const images = await fetchImages(api, trajectory);
  const out = options.out ?? join('out', `${stem(photoPath)}-${sessionId.slice(-8)}`);
  const files = new Map<string, Uint8Array | string>([
    ['edited.jpg', edited],
    ['recipe.json', `${stringifyRecipe(recipe)}\n`],
    [`${stem(photoPath)}.xmp`, xmp],
    ['trajectory.json', `${JSON.stringify(trajectory, null, 2)}\n`],
  ]);
  for (const [index, { image }] of [
    trajectory.original,
    ...trajectory.steps.map((step) => step.observation),
  ].entries()) {
    files.set(`step-${index}.jpg`, images.get(image.sha256)!.data);
  }
  files.set(
    'report.html',
    await renderReport({
      trajectory,
      recipe,
      images,
      photo: { fileName: basename(photoPath), width: photo.width, height: photo.height },
    }),
  );
  interrupted.signal.throwIfAborted();
  await writeFolder(out, files);
  progress[Symbol.dispose]();

  if (!json) {
    process.stdout.write(`${pc.bold(out)}\n  ${[...files.keys()].join('  ')}\n`);
    return;
  }
  const result: EditResult = {
    out,
    files: [...files.keys()],
    instruction,
    steps: trajectory.steps.length,
    scores: finished.scores,
    evaluation: trajectory.evaluation!,
    notDone: trajectory.finish?.notDone ?? [],
    settings: recipe.settings,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
