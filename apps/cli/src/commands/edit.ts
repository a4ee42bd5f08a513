import { basename, join } from 'node:path';
import { Fault, limits, outcomeOf, type Evaluation, type Scores, type TokenUsage } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import pc from 'picocolors';
import { filesOf } from '../editing/files.ts';
import { runTurn, type FinishedTurn, type TurnRequest } from '../editing/turn.ts';
import { checkOutputFolder, readInput, stem, writeFolder } from '../files.ts';
import { Progress } from '../progress/progress.ts';
import { faultOfApi, interruption, withApi, type Api } from '../remote/api.ts';
import { findServer, type ServerOptions } from '../remote/server.ts';

export interface EditOptions extends ServerOptions {
  readonly out?: string;
  readonly force?: true;
  /** Further instructions of the session, in order. */
  readonly then?: readonly string[];
  readonly steps?: number;
  readonly candidates?: number;
  readonly reflections?: number;
  readonly scoreMin?: number;
  readonly seed: number;
  readonly json?: true;
  readonly quiet?: true;
}

/** What `--json` prints as the last line, about the last turn. */
interface EditResult {
  readonly sessionId: string;
  readonly out: string;
  readonly files: readonly string[];
  /** Of every turn, in order. */
  readonly instructions: readonly string[];
  readonly instruction: string;
  readonly steps: number;
  /** Counted from 1. */
  readonly candidate: number;
  readonly candidates: number;
  /** Reflections that were kept, of those that were tried. */
  readonly reflections: { readonly kept: number; readonly tried: number };
  readonly scores: Scores;
  readonly evaluation: Evaluation;
  readonly notDone: readonly string[];
  readonly missed: readonly string[];
  /** Of every turn together. */
  readonly usage: TokenUsage;
  readonly settings: Readonly<Record<string, unknown>>;
}

function requestOf(instruction: string, options: EditOptions): TurnRequest {
  const { steps, candidates, reflections, scoreMin, seed } = options;
  return {
    ...{ instruction, seed },
    ...(steps !== undefined && { stepsMax: steps }),
    ...(candidates !== undefined && { candidates }),
    ...(reflections !== undefined && { reflectionsMax: reflections }),
    ...(scoreMin !== undefined && { scoreMin }),
  };
}

interface Ran {
  readonly turns: readonly FinishedTurn[];
  /** Why the turn after them failed; what came before it stands. */
  readonly fault: Fault | null;
}

/** Runs the instructions one after the other, each on the result of the one before. */
async function runSession(
  api: Api,
  sessionId: string,
  requests: readonly TurnRequest[],
  progress: Progress,
): Promise<Ran> {
  const turns: FinishedTurn[] = [];
  for (const request of requests) {
    if (turns.length > 0) progress.heading(`“${request.instruction.trim()}”`);
    try {
      turns.push(await runTurn(api, sessionId, request, progress));
    } catch (thrown) {
      const fault = faultOfApi(thrown, api.baseUrl);
      if (turns.length === 0 || !(fault instanceof Fault)) throw fault;
      return { turns, fault };
    }
  }
  return { turns, fault: null };
}

/** One sentence, or several → an edited photo, its recipe, XMP, trajectories, step pictures and report. */
export async function edit(photoPath: string, instruction: string, options: EditOptions): Promise<void> {
  const server = await findServer(options);
  // It loads while the photo is read, and not at all for a server elsewhere.
  const loading = server === null ? import('../editing/fleet.ts') : null;
  const bytes = await readInput(photoPath, limits.photoSizeBytes);
  if (options.out !== undefined) await checkOutputFolder(options.out, { force: options.force === true });
  const signal = interruption();
  const stream = options.json === true ? process.stderr : process.stdout;
  using progress = new Progress({ stream, quiet: options.quiet === true, locale: localeOf(instruction) });
  progress.wait('starting');
  const input = { photoPath, bytes, instruction, isRemote: server !== null };
  const work = (api: Api): Promise<Fault | null> => editOn(api, input, progress, options);
  let fault: Fault | null;
  if (loading === null) fault = await withApi(server!, signal, work);
  else {
    await using fleet = await (await loading).openFleet();
    fault = await withApi({ ...fleet, isOwn: true }, signal, work);
  }
  if (fault !== null) throw fault;
}

interface Input {
  readonly photoPath: string;
  readonly bytes: Buffer<ArrayBuffer>;
  readonly instruction: string;
  readonly isRemote: boolean;
}

/** @returns why a later turn failed; what came before it is written */
async function editOn(api: Api, input: Input, progress: Progress, options: EditOptions): Promise<Fault | null> {
  const { photoPath, bytes, instruction } = input;
  progress.wait('reading');
  const fileName = basename(photoPath);
  const photo = await api.photos.create(bytes, { fileName });
  const { id: sessionId } = await api.sessions.create({ photoId: photo.id });
  // A session on a server outlives the command: it can be shown, undone, branched.
  const where = input.isRemote ? ` (${sessionId})` : '';
  progress.heading(`${fileName}, ${photo.width} × ${photo.height}: “${instruction.trim()}”${where}`);
  const requests = [instruction, ...(options.then ?? [])].map((one) => requestOf(one, options));
  const { turns, fault } = await runSession(api, sessionId, requests, progress);

  progress.wait('exporting');
  const [edited, recipe, xmp] = await Promise.all([
    api.sessions.render(sessionId),
    api.sessions.recipe(sessionId),
    api.sessions.xmp(sessionId),
  ]);
  const out = options.out ?? join('out', `${stem(photoPath)}-${sessionId.slice(-8)}`);
  const original = { fileName, stem: stem(photoPath), width: photo.width, height: photo.height };
  const files = await filesOf(turns, { edited, recipe, xmp }, original);
  await writeFolder(out, files);
  progress[Symbol.dispose]();
  const names = [...files.keys()];
  if (options.json === true) process.stdout.write(`${JSON.stringify(resultOf(turns, sessionId, out, names))}\n`);
  else process.stdout.write(`${pc.bold(out)}\n  ${names.join('  ')}\n`);
  return fault;
}

function resultOf(
  turns: readonly FinishedTurn[],
  sessionId: string,
  out: string,
  files: readonly string[],
): EditResult {
  const { winner, candidates, instruction } = turns.at(-1)!;
  const tried = winner.rounds.filter(({ index }) => index > 0);
  const usages = turns.map(({ state }) => state.usage);
  const sum = (count: keyof TokenUsage): number => usages.reduce((total, usage) => total + usage[count], 0);
  return {
    sessionId,
    out,
    files,
    instructions: turns.map((turn) => turn.instruction),
    instruction,
    steps: winner.steps.length,
    candidate: winner.candidate + 1,
    candidates: candidates.length,
    reflections: { kept: tried.filter(({ kept }) => kept).length, tried: tried.length },
    scores: winner.evaluation!.scores,
    evaluation: winner.evaluation!,
    notDone: winner.finish?.notDone ?? [],
    missed: winner.finish?.missed ?? [],
    usage: {
      promptTokens: sum('promptTokens'),
      completionTokens: sum('completionTokens'),
      costMicroUsd: sum('costMicroUsd'),
    },
    settings: outcomeOf(winner).recipe.settings,
  };
}
