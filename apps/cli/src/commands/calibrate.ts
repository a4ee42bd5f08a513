import { Fault } from '@safelight/core';
import type { Agreement, Calibration, ScorePair } from '@safelight/wire';
import pc from 'picocolors';
import { withEvaluator } from '../evaluator.ts';
import { readInput } from '../files.ts';

export interface CalibrateOptions {
  readonly json?: true;
  readonly data?: string;
}

const sizeBytesMax = 4 * 1024 * 1024;
const header = ['axis', 'predicted', 'human'] as const;

/** A table of scores by the evaluator and by people → a stored calibration, and how well both agree before and after. */
export async function calibrate(path: string, options: CalibrateOptions): Promise<void> {
  const pairs = pairsOf((await readInput(path, sizeBytesMax)).toString('utf8'), path);
  await withEvaluator(options.data, async (client) => {
    const { calibration } = await client.calibrate({ pairs });
    process.stdout.write(options.json === true ? `${JSON.stringify(calibration)}\n` : report([calibration]));
  });
}

/** The calibrations that are kept. */
export async function listCalibrations(options: CalibrateOptions): Promise<void> {
  await withEvaluator(options.data, async (client) => {
    const { calibrations } = await client.listCalibrations({});
    const none = 'There are no calibrations yet. Make one with --calibrate scores.csv.\n';
    const words = calibrations.length === 0 ? none : report(calibrations);
    process.stdout.write(options.json === true ? `${JSON.stringify(calibrations)}\n` : words);
  });
}

/** @throws Fault `request.invalid` that names the line */
export function pairsOf(text: string, path: string): readonly ScorePair[] {
  const [first = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const refuse = (line: number, what: string): never => {
    throw new Fault('request.invalid', `${path}, line ${line}: ${what}`, { field: 'pairs' });
  };
  const names = first.split(',').map((name) => name.trim().toLowerCase());
  const places = header.map((name) => names.indexOf(name));
  if (places.includes(-1)) refuse(1, `the first line must name the columns ${header.join(', ')}.`);
  return rows.flatMap((row, index): ScorePair[] => {
    if (row.trim() === '') return [];
    const cells = row.split(',').map((cell) => cell.trim());
    const [axis, predicted, human] = places.map((place) => cells[place] ?? '') as [string, string, string];
    if (axis !== 'aesthetic' && axis !== 'instruction')
      return refuse(index + 2, `the axis must be "aesthetic" or "instruction", not "${axis}".`);
    const score = (cell: string): number => {
      const value = Number(cell);
      return cell !== '' && value >= 1 && value <= 5 ? value : refuse(index + 2, `"${cell}" is no score from 1 to 5.`);
    };
    return [{ axis, predicted: score(predicted), human: score(human) }];
  });
}

function report(calibrations: readonly Calibration[]): string {
  const lines = calibrations.flatMap(({ version, evaluatorVersion, createdAt, curves }) => [
    `${pc.bold(version)} for ${evaluatorVersion}, ${createdAt}`,
    ...curves.flatMap(({ axis, before, after, folds }) => [
      `  ${axis}, ${before.count} pairs`,
      `    before                       ${figures(before)}`,
      `    after (${folds}-fold cross-validated) ${figures(after)}`,
    ]),
    pc.dim(`  use it with --calibration ${version}, or for good with EVALUATOR_CALIBRATION=${version}`),
  ]);
  return [...lines, ''].join('\n');
}

function figures({ selfAssessment, srcc, plcc }: Agreement): string {
  const text = (value: number | null): string => (value === null ? 'none' : value.toFixed(3));
  return `R_sa ${selfAssessment.toFixed(3)}  SRCC ${text(srcc)}  PLCC ${text(plcc)}`;
}
