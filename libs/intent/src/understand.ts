import type { PastTurn } from '@safelight/core';
import type { Statement } from './clause/reading.ts';
import { decide } from './classifier/decide.ts';
import { committedModel, WishNetwork } from './classifier/network.ts';
import { wishInWords } from './classifier/words.ts';
import { combine } from './combine/combine.ts';
import { regionKey } from './combine/key.ts';
import type { Intent } from './intent.ts';
import { statementsOf } from './read.ts';
import { localeOf } from './scan/text.ts';

/** Parts past this many stay as they are: nobody has so many wishes in unknown words. */
export const guessedPartsMax = 24;

/** Strength of a guessed wish: less than plain (0.6), because a wrong guess should not cost the picture much. */
export const guessedSize = 0.5;

let network: Promise<WishNetwork> | undefined;

/** The network is opened when words are first unknown, and kept; one that could not be opened is tried again. */
function openedNetwork(): Promise<WishNetwork> {
  network ??= WishNetwork.open(committedModel).catch((cause: unknown) => {
    network = undefined;
    throw cause;
  });
  return network;
}

/**
 * Understands an instruction as `readInstruction` does and then asks the network about each part that no phrase of the
 * lexicon covers. What it finds likely becomes goals, a look or a refusal and is named in `guessed`; the rest stays in
 * `notUnderstood`. What the lexicon read always stands.
 *
 * @throws as `readInstruction`; Fault `model.broken` when there is something to guess and the network's file is missing
 * or broken.
 */
export async function understand(
  text: string,
  history: readonly PastTurn[] = [],
  open: () => Promise<WishNetwork> = openedNetwork,
): Promise<Intent> {
  const spoken = { text, locale: localeOf(text), history };
  const statements = statementsOf(text);
  const read = combine(statements, spoken);
  const unknown = statements.filter((statement) => isUnknown(statement, text)).slice(0, guessedPartsMax);
  if (unknown.length === 0) return read;
  const opened = await open();
  const guessed = new Map<Statement, readonly Statement[]>();
  for (const statement of unknown) guessed.set(statement, await guess(statement, text, read, opened));
  return combine(
    statements.flatMap((statement) => guessed.get(statement) ?? [statement]),
    spoken,
  );
}

/**
 * A known wish for a thing that no matte covers is understood; to guess would be to do it to the whole photo. Whether
 * there is one shows when the thing is left out: "make the car brighter" still asks for light, "who switched the lamp
 * off" for nothing.
 */
function isUnknown(statement: Statement, text: string): boolean {
  if (statement.kind !== 'notUnderstood') return false;
  const { from, to, thing } = statement;
  if (thing === undefined) return true;
  const rest = `${text.slice(from, thing.from)} ${text.slice(thing.to, to)}`;
  return rest.trim() === '' || statementsOf(rest).every(({ kind }) => kind === 'notUnderstood' || kind === 'guess');
}

/** What stands in a part's place: the guess, or the part itself. */
async function guess(part: Statement, text: string, read: Intent, opened: WishNetwork): Promise<readonly Statement[]> {
  const { from, to } = part;
  const answer = await opened.answer(text.slice(from, to));
  if (answer === null) return [part];
  const { wishes, region, look, generative } = decide(answer);
  if (generative) return [{ kind: 'notDevelopWork', from, to }];
  const isRead = new Set(read.goals.map((goal) => `${goal.axis} ${regionKey(goal.region)}`));
  const made: Statement[] = [];
  for (const { axis, sign } of wishes) {
    if (isRead.has(`${axis} ${regionKey(region)}`)) continue;
    made.push({ kind: 'goal', axis, region, sign, size: guessedSize, from, to });
    made.push({ kind: 'guess', meaning: wishInWords(axis, sign, region), from, to });
  }
  if (look !== null && read.looks.length === 0) {
    made.push({ kind: 'look', look, size: null, from, to });
    made.push({ kind: 'guess', meaning: { en: look, zh: look }, from, to });
  }
  return made.length === 0 ? [part] : made;
}
