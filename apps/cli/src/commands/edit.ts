import { basename, join } from 'node:path';
import { Fault, limits, outcomeOf, type Evaluation, type Scores, type TokenUsage } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import { startLocalFleet, type Fleet } from '@safelight/local';
import { silentLogger } from '@safelight/service-kit';
import pc from 'picocolors';
import { ApiClient, type TurnRequest } from '../api/client.ts';
import { defaultDataDir, judgeSettings, policyBackend } from '../config/env.ts';
import { filesOf } from '../editing/files.ts';
import { runTurn, type FinishedTurn } from '../editing/turn.ts';
import { checkOutputFolder, readInput, stem, writeFolder } from '../files.ts';
import { Progress } from '../progress/progress.ts';
import { warn } from '../terminal.ts';

export interface EditOptions {
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

/**
 * Opens the fleet on the user's data folder, so that edits of the same photo and sentence meet in the reflector. While
 * another edit holds the folder this one takes a temporary one.
 */
async function openFleet(): Promise<Fleet> {
  const dataDir = join(defaultDataDir(), 'shell');
  const [backend, judge] = [await policyBackend(), await judgeSettings()];
  try {
    return await startLocalFleet({ dataDir, logger: silentLogger, backend, judge });
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'data.locked') throw thrown;
    warn('another edit is running; this one keeps its session in a temporary folder.');
    return startLocalFleet({ dataDir: null, logger: silentLogger, backend, judge });
  }
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
  api: ApiClient,
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
      if (turns.length === 0 || !(thrown instanceof Fault)) throw thrown;
      return { turns, fault: thrown };
    }
  }
  return { turns, fault: null };
}

/** One sentence, or several → an edited photo, its recipe, XMP, trajectories, step pictures and report. */
export async function edit(photoPath: string, instruction: string, options: EditOptions): Promise<void> {
  const force = options.force === true;
  const bytes = await readInput(photoPath, limits.photoSizeBytes);
  if (options.out !== undefined) await checkOutputFolder(options.out, { force });
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new DOMException('Interrupted.', 'AbortError'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

  const json = options.json === true;
  const stream = json ? process.stderr : process.stdout;
  using progress = new Progress({ stream, quiet: options.quiet === true, locale: localeOf(instruction) });
  progress.wait('starting');
  await using fleet = await openFleet();
  const api = new ApiClient(fleet, interrupted.signal);
  progress.wait('reading');
  const photo = await api.createPhoto(new Uint8Array(bytes), basename(photoPath));
  progress.heading(`${basename(photoPath)}, ${photo.width} × ${photo.height}: “${instruction.trim()}”`);

  const { id: sessionId } = await api.createSession(photo.id);
  const requests = [instruction, ...(options.then ?? [])].map((one) => requestOf(one, options));
  const { turns, fault } = await runSession(api, sessionId, requests, progress);

  progress.wait('exporting');
  const [edited, recipe, xmp] = await Promise.all([
    api.render(sessionId),
    api.recipe(sessionId),
    api.recipeXmp(sessionId),
  ]);
  const out = options.out ?? join('out', `${stem(photoPath)}-${sessionId.slice(-8)}`);
  const original = { fileName: basename(photoPath), stem: stem(photoPath), width: photo.width, height: photo.height };
  const files = await filesOf(turns, { edited, recipe, xmp }, original);
  interrupted.signal.throwIfAborted();
  await writeFolder(out, files);
  progress[Symbol.dispose]();
  if (json) process.stdout.write(`${JSON.stringify(resultOf(turns, out, [...files.keys()]))}\n`);
  else process.stdout.write(`${pc.bold(out)}\n  ${[...files.keys()].join('  ')}\n`);
  if (fault !== null) throw fault;
}

function resultOf(turns: readonly FinishedTurn[], out: string, files: readonly string[]): EditResult {
  const { winner, candidates, instruction } = turns.at(-1)!;
  const tried = winner.rounds.filter(({ index }) => index > 0);
  const usages = turns.map(({ state }) => state.usage);
  const sum = (count: keyof TokenUsage): number => usages.reduce((total, usage) => total + usage[count], 0);
  return {
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
