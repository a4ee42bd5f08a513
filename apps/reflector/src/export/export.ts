/** Training data made from what the reflector keeps, file by file. */
import { keptSteps, outcomeOf, type ImageRef } from '@safelight/core';
import type { ExportRequest } from '@safelight/wire';
import type { Context } from '../context.ts';
import { combinedScore, isJudged, type Judged } from '../sample/pair.ts';
import type { Sample } from '../sample/sample.ts';
import { imagePath } from '../store/images.ts';
import { normalizeInstruction } from '../store/trajectories.ts';
import { cardOf, type Counts } from './card.ts';
import { meanScore, wasReflected } from './conversation.ts';
import { evaluationSample, rftSample, sftSample } from './samples.ts';
import { sepoGroup } from './sepo.ts';
import { datasetInfo } from './sharegpt.ts';
import { openTokenizer } from './tokens.ts';

export interface ExportFile {
  readonly path: string;
  readonly data: Uint8Array;
}

/** Names as JarvisEvo's data sets have them, so that its recipes find ours. */
const names = { sft: 'safelight_sft', rft: 'safelight_reflect', evaluation: 'safelight_eval' } as const;

/** Mean score, 1 .. 5, that an edit needs to be learned from: what is reflected on is below 3.5. */
const scoreMins = { sft: 3.5, rft: 3.5, evaluation: 1, sepo: 1 } as const;

/** @throws Fault `request.invalid` for a tokenizer that cannot be used */
export async function* exportDataset(context: Context, request: ExportRequest): AsyncGenerator<ExportFile> {
  const made = request.form === 'sepo' ? await groups(context, request) : await conversations(context, request);
  yield { path: made.file, data: Buffer.from(made.text) };
  const files = [made.file];
  if (request.form !== 'sepo') {
    const info = datasetInfo(names[request.form], made.file);
    yield { path: 'dataset_info.json', data: Buffer.from(`${JSON.stringify(info, null, 2)}\n`) };
    files.push('dataset_info.json');
  }
  for (const [path, ref] of made.images) yield { path, data: await context.images.read(ref) };
  yield { path: 'README.md', data: Buffer.from(cardOf(request, { ...made.counts, images: made.images.size }, files)) };
}

interface Made {
  readonly file: string;
  readonly text: string;
  readonly images: ReadonlyMap<string, ImageRef>;
  readonly counts: Omit<Counts, 'images'>;
}

/** Gathers samples, with why others were left out. */
class Gathering {
  readonly samples: unknown[] = [];
  readonly images = new Map<string, ImageRef>();
  readonly #leftOut: Record<string, number> = {};
  readonly #versions = new Set<string>();

  leave(why: string): void {
    this.#leftOut[why] = (this.#leftOut[why] ?? 0) + 1;
  }

  add(sample: unknown, trajectories: readonly Judged[], teacherVersion?: string): void {
    this.samples.push(sample);
    for (const { original, steps, policyVersion, engineVersion, evaluation } of trajectories) {
      for (const { image } of [original, ...steps.map(({ observation }) => observation)])
        this.images.set(imagePath(image), image);
      for (const version of [policyVersion, `engine ${engineVersion}`, evaluation.evaluatorVersion])
        this.#versions.add(version);
    }
    if (teacherVersion !== undefined) this.#versions.add(`teacher ${teacherVersion}`);
  }

  get counts(): Omit<Counts, 'images'> {
    return { samples: this.samples.length, leftOut: this.#leftOut, versions: [...this.#versions].sort() };
  }
}

async function conversations(context: Context, request: ExportRequest): Promise<Made> {
  const form = request.form as keyof typeof names;
  const gathering = new Gathering();
  if (form === 'rft') await addReflections(context, request, gathering);
  else await addEdits(context, { ...request, form }, gathering);
  // A line for each sample, so that a data set can be compared with an earlier one.
  const lines = gathering.samples.map((sample) => JSON.stringify(sample)).join(',\n');
  return {
    file: `${names[form]}.json`,
    text: `[\n${lines}\n]\n`,
    images: gathering.images,
    counts: gathering.counts,
  };
}

/** The best edit of each input for SFT, every one for evaluation; the same result counts once. */
async function addEdits(
  context: Context,
  { form, scoreMin, locale }: ExportRequest & { readonly form: 'sft' | 'evaluation' },
  gathering: Gathering,
): Promise<void> {
  for (const all of await byInput(context, locale)) {
    const best = all.toSorted((one, other) => combinedScore(other) - combinedScore(one));
    const seen = new Set<string>();
    for (const [rank, trajectory] of best.entries()) {
      const { sha256 } = outcomeOf(trajectory).image;
      const why =
        keptSteps(trajectory).length === 0
          ? 'without a step'
          : meanScore(trajectory.evaluation.scores) < (scoreMin ?? scoreMins[form])
            ? 'score under the threshold'
            : seen.has(sha256)
              ? 'same result as another'
              : form === 'sft' && rank > 0
                ? 'not the best of its input'
                : form === 'sft' && wasReflected(trajectory)
                  ? 'made good by a reflection'
                  : null;
      seen.add(sha256);
      if (why !== null) gathering.leave(why);
      else gathering.add(form === 'sft' ? sftSample(trajectory) : evaluationSample(trajectory), [trajectory]);
    }
  }
}

/** Of samples that teach the same calls for the same input the one with the largest margin. */
async function addReflections(
  context: Context,
  { scoreMin, locale }: ExportRequest,
  gathering: Gathering,
): Promise<void> {
  const { manifest, trajectories } = context;
  const all = manifest.slice(0, manifest.count).filter((sample) => locale === null || sample.locale === locale);
  const lessonOf = ({ photoSha256, instruction, correction }: Sample): string =>
    JSON.stringify([photoSha256, normalizeInstruction(instruction), correction]);
  const taken = new Set<string>();
  for (const sample of all.toSorted((one, other) => other.margin - one.margin)) {
    const lesson = lessonOf(sample);
    if (taken.has(lesson)) {
      gathering.leave('same lesson with a smaller margin');
      continue;
    }
    if (meanScore(sample.better.scores) < (scoreMin ?? scoreMins.rft)) {
      gathering.leave('target under the threshold');
      continue;
    }
    const [worse, better] = await Promise.all([
      trajectories.read(sample.worse.trajectory),
      trajectories.read(sample.better.trajectory),
    ]);
    if (!isJudged(worse) || !isJudged(better)) throw new Error('A sample is made of judged trajectories alone.');
    if (keptSteps(worse).length === 0) {
      gathering.leave('error trace without a step');
      continue;
    }
    taken.add(lesson);
    gathering.add(rftSample(worse, better, sample.reflection), [worse, better], sample.provenance.teacherVersion);
  }
}

async function groups(context: Context, { scoreMin, locale, tokenizerPath }: ExportRequest): Promise<Made> {
  const tokens = tokenizerPath === null ? null : await openTokenizer(tokenizerPath);
  const gathering = new Gathering();
  for (const all of await byInput(context, locale)) {
    const reference = all.reduce((best, one) => (combinedScore(one) > combinedScore(best) ? one : best));
    for (const group of Map.groupBy(all, ({ turnId }) => turnId).values()) {
      const ordered = group.toSorted((one, other) => one.candidate - other.candidate);
      if (ordered.length < 2) gathering.leave('turn of a single candidate');
      else if (ordered.some((one) => keptSteps(one).length === 0)) gathering.leave('group with an edit without a step');
      else if (ordered.some(({ evaluation }) => meanScore(evaluation.scores) < (scoreMin ?? scoreMins.sepo)))
        gathering.leave('group with a score under the threshold');
      else gathering.add(sepoGroup(ordered, reference, tokens), ordered);
    }
  }
  const text = gathering.samples.map((sample) => `${JSON.stringify(sample)}\n`).join('');
  return { file: 'groups.jsonl', text, images: gathering.images, counts: gathering.counts };
}

/** Judged trajectories in one language, gathered by input, in a lasting order. */
async function byInput(
  { trajectories }: Context,
  locale: ExportRequest['locale'],
): Promise<readonly (readonly Judged[])[]> {
  const inputs: (readonly Judged[])[] = [];
  for (const key of await trajectories.inputs()) {
    const all = (await trajectories.ofInput(key)).filter(isJudged);
    const own = all.filter((one) => locale === null || one.locale === locale);
    if (own.length > 0) inputs.push(own);
  }
  return inputs;
}
