import { decodeRgb8 } from '@safelight/codec';
import { emptyRecipe } from '@safelight/core';
import { overall } from '@safelight/editmetrics';
import type { Case } from '../case/case.ts';
import { photoOf } from '../case/photo.ts';
import { checkOutcome, nameOf, refusals } from '../outcome/check.ts';
import type { State, TurnFacts, Verdict } from '../outcome/facts.ts';
import { checkLanguage } from '../outcome/language.ts';
import { pictureOf } from '../picture/picture.ts';
import type { Client, TurnEnd, TurnSwitches } from './client.ts';

export interface Judged {
  readonly sc: number;
  readonly pq: number;
  readonly o: number;
}

export interface TurnResult {
  readonly instruction: string;
  readonly verdicts: readonly Verdict[];
  readonly steps: number;
  readonly thoughts: readonly string[];
  /** JPEG or PNG as the API gave it; null when there was none. */
  readonly image: Buffer | null;
  /** What our evaluator made of it; null when the turn was refused. */
  readonly judged: Judged | null;
}

export interface CaseResult {
  readonly case: Case;
  readonly original: Buffer | null;
  readonly turns: readonly TurnResult[];
  readonly wallMs: number;
  /** The case could not be run to its end: every outcome that was left counts as failed. */
  readonly error: string | null;
}

/** Our scores 1..5 on the papers' scale 0..10: SC is the instruction's, PQ the aesthetic one. */
export function judgedOf(scores: { readonly aesthetic: number; readonly instruction: number }): Judged {
  const [sc, pq] = [scores.instruction, scores.aesthetic].map((score) => (score - 1) * 2.5) as [number, number];
  return { sc, pq, o: overall(sc, pq) };
}

export async function runCase(client: Client, one: Case, switches: TurnSwitches): Promise<CaseResult> {
  const start = performance.now();
  const turns: TurnResult[] = [];
  let original: Buffer | null = null;
  const result = (error: string | null): CaseResult => ({
    case: one,
    original,
    turns,
    wallMs: performance.now() - start,
    error,
  });
  try {
    const photo = await photoOf(one.photo);
    const sessionId = await client.createSession(await client.createPhoto(photo.bytes, photo.fileName));
    const clean = photo.clean === null ? null : pictureOf(await decodeRgb8(photo.clean));
    const results: State[] = [];
    let first: State | null = null;
    let cursor = 0;
    for (const { instruction, outcomes } of one.turns) {
      const { end, after } = await client.turn(sessionId, instruction, switches, cursor);
      cursor = after;
      if (end.kind === 'finished' && first === null) {
        original = await client.image(end.trajectory.original.image.sha256);
        first = { picture: pictureOf(await decodeRgb8(original)), recipe: emptyRecipe };
      }
      const image = end.kind === 'finished' ? await client.image(end.image.sha256) : null;
      first ??= { picture: pictureOf(await decodeRgb8(photo.bytes)), recipe: emptyRecipe };
      if (end.kind === 'finished') {
        results.push({ picture: pictureOf(await decodeRgb8(image!)), recipe: end.recipe });
      } else {
        results.push(results.at(-1) ?? first);
      }
      const facts: TurnFacts = { original: first, results: [...results], clean, regions: one.regions, ...spoken(end) };
      // Where a case provides for a refusal, its own outcome says whether it was the right one.
      const refusable = outcomes.some(({ kind }) => kind === 'refuses' || kind === 'bounded');
      const implied = [
        ...(refusable ? [] : [finished(end)]),
        // A limit of the API is told in English, as all of the API's faults are; what the agent says is not.
        ...(facts.fault === null || refusals.includes(facts.fault)
          ? [checkLanguage(one.language, facts.thoughts)]
          : []),
      ];
      turns.push({
        instruction,
        verdicts: [...implied, ...outcomes.map((outcome) => checkOutcome(outcome, facts))],
        steps: facts.steps,
        thoughts: facts.thoughts,
        image,
        judged:
          end.kind === 'finished' && end.trajectory.evaluation ? judgedOf(end.trajectory.evaluation.scores) : null,
      });
    }
    return result(null);
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    for (const { instruction, outcomes } of one.turns.slice(turns.length)) {
      const verdicts = outcomes.map((outcome) => ({
        name: nameOf(outcome),
        held: false,
        expected: 'to be checked',
        seen: told,
      }));
      turns.push({ instruction, verdicts, steps: 0, thoughts: [], image: null, judged: null });
    }
    return result(told);
  }
}

function spoken(end: TurnEnd): Pick<TurnFacts, 'thoughts' | 'notDone' | 'steps' | 'fault'> {
  if (end.kind === 'refused') return { thoughts: [end.message], notDone: [], steps: 0, fault: end.code };
  const { steps, finish } = end.trajectory;
  return {
    thoughts: [...steps.map(({ thought }) => thought), ...(finish === null ? [] : [finish.thought])],
    notDone: finish?.notDone ?? [],
    steps: steps.length,
    fault: null,
  };
}

/** Held by every turn whose case does not expect a fault, without being written there. */
function finished(end: TurnEnd): Verdict {
  const seen = end.kind === 'finished' ? 'finished' : `${end.code}: ${end.message}`;
  return { name: 'the turn ends', held: end.kind === 'finished', expected: 'finished', seen };
}
