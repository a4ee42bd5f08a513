import { Fault, type Evaluation, type Scores } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import type { Calibration, Drift, ScorePair } from '@safelight/wire';
import type { Events } from '../events.ts';
import { curvesOf } from './calibrate.ts';
import { apply } from './isotonic.ts';
import { RecentScores } from './recent.ts';
import type { CalibrationStore } from './store.ts';

/** Drift is looked at after this many scores: it moves slowly. */
const driftEvery = 25;

/** Knows what people's scores taught, and moves raw scores by it. */
export class Calibrator {
  readonly #store: CalibrationStore | null;
  readonly #standing: string | null;
  readonly #events: Events;
  readonly #recent = new RecentScores();
  #scored = 0;

  /** `standing` is applied where a request names none; null = raw scores. */
  constructor(store: CalibrationStore | null, standing: string | null, events: Events) {
    this.#store = store;
    this.#standing = standing;
    this.#events = events;
  }

  async learn(evaluatorVersion: string, pairs: readonly ScorePair[]): Promise<Calibration> {
    const curves = curvesOf(pairs);
    return this.#folder().add({ evaluatorVersion, createdAt: new Date().toISOString(), curves });
  }

  list(): Promise<readonly Calibration[]> {
    return this.#folder().list();
  }

  async get(version: string): Promise<{ readonly calibration: Calibration; readonly drifts: readonly Drift[] }> {
    const calibration = await this.#folder().get(version);
    return { calibration, drifts: this.#recent.drifts(calibration) };
  }

  /**
   * The evaluation on people's scale. `wanted` is a version, `none`, or undefined for the standing one, which is left out
   * for evaluators that it was not made for.
   * @throws Fault `calibration.notFound`, `request.invalid` when the one that was asked for is another evaluator's
   */
  async calibrated(evaluation: Evaluation, instruction: string, wanted: string | undefined): Promise<Evaluation> {
    this.#recent.add(evaluation);
    const version = wanted ?? this.#standing;
    if (version === null || version === 'none') return evaluation;
    const calibration = await this.#folder().get(version);
    if (calibration.evaluatorVersion !== evaluation.evaluatorVersion) {
      if (wanted === undefined) return evaluation;
      const message = `${version} was made for ${calibration.evaluatorVersion}; this is ${evaluation.evaluatorVersion}. Choose another one, or "none".`;
      throw new Fault('request.invalid', message, { field: 'judge.calibration' });
    }
    if (++this.#scored % driftEvery === 0)
      this.#events.driftSeen(calibration.version, this.#recent.drifts(calibration));
    return moved(evaluation, calibration, instruction);
  }

  #folder(): CalibrationStore {
    if (this.#store !== null) return this.#store;
    throw new Fault(
      'config.invalid',
      'This evaluator keeps no calibrations. Start it with a data folder (EVALUATOR_DATA_DIR).',
    );
  }
}

function moved(evaluation: Evaluation, { version, curves }: Calibration, instruction: string): Evaluation {
  const scores: Scores = { ...evaluation.scores };
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  const calibrated = Object.fromEntries(
    curves.map(({ axis, points }) => [axis, round(apply(points, evaluation.scores[axis]))]),
  );
  const { aesthetic, instruction: asked } = evaluation.scores;
  const raw = `${aesthetic.toFixed(2)}, ${asked.toFixed(2)}`;
  const note =
    localeOf(instruction) === 'zh'
      ? `评分经 ${version} 按人工评分校准（原始：画面 ${aesthetic.toFixed(2)}，要求 ${asked.toFixed(2)}）。`
      : ` The scores are calibrated to people's by ${version} (raw, aesthetic and instruction: ${raw}).`;
  return {
    ...evaluation,
    scores: { ...scores, ...calibrated },
    rationale: evaluation.rationale + note,
    evaluatorVersion: `${evaluation.evaluatorVersion}+${version}`,
  };
}
