/** What a session leaves in its folder. */
import { outcomeOf, type Recipe } from '@safelight/core';
import { stringifyRecipe } from '@safelight/recipe';
import { renderReport } from '@safelight/report';
import type { FinishedTurn } from './turn.ts';

export interface Result {
  readonly edited: Uint8Array;
  readonly recipe: Recipe;
  readonly xmp: string;
}

export interface Original {
  readonly fileName: string;
  readonly stem: string;
  readonly width: number;
  readonly height: number;
}

type Files = Map<string, Uint8Array | string>;

/** The last turn's files under plain names; those of earlier turns begin with `turn-1-`, `turn-2-` … */
export async function filesOf(turns: readonly FinishedTurn[], result: Result, photo: Original): Promise<Files> {
  const files: Files = new Map<string, Uint8Array | string>([
    ['edited.jpg', result.edited],
    ['recipe.json', `${stringifyRecipe(result.recipe)}\n`],
    [`${photo.stem}.xmp`, result.xmp],
  ]);
  for (const [index, turn] of turns.entries()) {
    const prefix = index === turns.length - 1 ? '' : `turn-${index + 1}-`;
    await addTurn(files, prefix, turn, turns.slice(0, index), photo);
  }
  return files;
}

async function addTurn(
  files: Files,
  prefix: string,
  turn: FinishedTurn,
  earlier: readonly FinishedTurn[],
  photo: Original,
): Promise<void> {
  const { winner, candidates, comparison, failures, images, state } = turn;
  files.set(`${prefix}trajectory.json`, json(winner));
  for (const other of candidates) {
    if (other !== winner) files.set(`${prefix}candidate-${other.candidate + 1}.json`, json(other));
  }
  for (const [index, { image }] of [winner.original, ...winner.steps.map((step) => step.observation)].entries()) {
    files.set(`${prefix}step-${index}.jpg`, images.get(image.sha256)!.data);
  }
  const report = await renderReport({
    ...{ trajectory: winner, recipe: outcomeOf(winner).recipe, photo, usage: state.usage, options: state },
    group: { candidates, comparison, failures },
    earlier: earlier.map((one) => ({ instruction: one.instruction, outcome: outcomeOf(one.winner) })),
    images: new Map([...earlier, turn].flatMap((one) => [...one.images])),
  });
  files.set(`${prefix}report.html`, report);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
