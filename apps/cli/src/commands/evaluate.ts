import type { Evaluation } from '@safelight/core';
import { Fault, limits } from '@safelight/core';
import type { CompareResponse, EvaluatorBackend, Judge } from '@safelight/wire';
import pc from 'picocolors';
import { withEvaluator } from '../evaluator.ts';
import { readInput } from '../files.ts';
import { onServerIfNamed } from '../remote/run.ts';
import type { ServerOptions } from '../remote/server.ts';
import { wrap } from '../terminal.ts';

export interface EvaluateOptions extends ServerOptions {
  readonly json?: true;
  /** Further candidates. */
  readonly compare?: readonly string[];
  readonly backend?: EvaluatorBackend;
  readonly calibration?: string;
  readonly data?: string;
}

/** Before, after, sentence → scores with the metrics behind them; with further candidates also their ranking. */
export async function evaluate(
  beforePath: string,
  afterPath: string,
  instruction: string,
  options: EvaluateOptions,
): Promise<void> {
  const [before, after, ...others] = await Promise.all(
    [beforePath, afterPath, ...(options.compare ?? [])].map((path) => readInput(path, limits.photoSizeBytes)),
  );
  const { backend, calibration } = options;
  const onServer = await onServerIfNamed(options, async (api) => {
    refuseJudge(options);
    if (others.length > 0) {
      const compared = await api.evaluations.compare({ before: before!, afters: [after!, ...others], instruction });
      return print(options, compared, () => ranking([afterPath, ...options.compare!], compared));
    }
    const evaluation = await api.evaluations.create({ before: before!, after: after!, instruction });
    print(options, evaluation, () => text(evaluation));
  });
  if (onServer) return;
  const judge: Judge = {
    ...(backend === undefined ? {} : { backend }),
    ...(calibration === undefined ? {} : { calibration }),
  };
  await withEvaluator(options.data, async (client) => {
    if (others.length === 0) {
      const { evaluation } = await client.evaluate({ before: before!, after: after!, instruction, judge });
      return print(options, evaluation, () => text(evaluation));
    }
    const compared = await client.compare({ before: before!, afters: [after!, ...others], instruction, judge });
    print(options, compared, () => ranking([afterPath, ...options.compare!], compared));
  });
}

/** @throws Fault: a server judges as it was set up */
function refuseJudge({ backend, calibration }: EvaluateOptions): void {
  if (backend === undefined && calibration === undefined) return;
  const message = 'A server judges as its operator set it up. Leave --backend and --calibration out.';
  throw new Fault('request.invalid', message, { field: 'backend' });
}

function print(options: EvaluateOptions, json: unknown, words: () => string): void {
  process.stdout.write(options.json === true ? `${JSON.stringify(json)}\n` : words());
}

const columns = (): number => Math.min(process.stdout.columns ?? 100, 100);

function ranking(paths: readonly string[], { comparison, evaluations, pairs }: CompareResponse): string {
  const lines = comparison.order.map((candidate, place) => {
    const { aesthetic, instruction } = evaluations[candidate]!.scores;
    const wins = `${Math.round(100 * comparison.winRates[candidate]!)} %`.padStart(5);
    const scores = `instruction ${instruction.toFixed(2)}, aesthetic ${aesthetic.toFixed(2)}`;
    return `${place + 1}. ${wins} of its rivals beaten  ${pc.bold(paths[candidate]!)}  ${scores}`;
  });
  const why = pairs.flatMap(({ one, other, winner, evidence }) => {
    const sign = winner === null ? '=' : winner === one ? '>' : '<';
    return wrap(`${paths[one]!} ${sign} ${paths[other]!}: ${evidence}`, columns());
  });
  return [...lines, '', ...why, '', pc.dim(comparison.evaluatorVersion), ''].join('\n');
}

function text({ scores, metrics, rationale, confidence, evaluatorVersion }: Evaluation): string {
  const lines = [
    `aesthetic   ${pc.bold(scores.aesthetic.toFixed(2))} of 5`,
    `instruction ${pc.bold(scores.instruction.toFixed(2))} of 5`,
    '',
    ...wrap(rationale, columns()),
    '',
  ];
  for (const axis of ['instruction', 'aesthetic'] as const) {
    lines.push(pc.bold(axis));
    for (const metric of metrics.filter((one) => one.axis === axis)) {
      const weight = `${Math.round(metric.weight * 100)} %`.padStart(5);
      lines.push(`  ${metric.value.toFixed(1).padStart(4)}  ${weight}  ${metric.name}: ${metric.evidence}`);
    }
  }
  lines.push('', pc.dim(`${evaluatorVersion}, confidence ${confidence.toFixed(2)}`), '');
  return lines.join('\n');
}
