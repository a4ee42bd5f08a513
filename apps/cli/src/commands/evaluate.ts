import type { Evaluation } from '@safelight/core';
import { limits } from '@safelight/core';
import { startEvaluator } from '@safelight/local/evaluator';
import { createClient, silentLogger } from '@safelight/service-kit';
import { evaluatorContract } from '@safelight/wire';
import pc from 'picocolors';
import { readInput } from '../files.ts';
import { wrap } from '../terminal.ts';

const deadlineMs = 120_000;

/** Before, after, sentence → scores with the metrics behind them. */
export async function evaluate(
  beforePath: string,
  afterPath: string,
  instruction: string,
  options: { json?: true },
): Promise<void> {
  const before = await readInput(beforePath, limits.photoSizeBytes);
  const after = await readInput(afterPath, limits.photoSizeBytes);
  await using service = await startEvaluator({ logger: silentLogger });
  const client = createClient(evaluatorContract, service.address, { deadlineMs });
  try {
    const { evaluation } = await client.evaluate({ before, after, instruction });
    process.stdout.write(options.json === true ? `${JSON.stringify(evaluation)}\n` : text(evaluation));
  } finally {
    client.close();
  }
}

function text({ scores, metrics, rationale, confidence, evaluatorVersion }: Evaluation): string {
  const lines = [
    `aesthetic   ${pc.bold(scores.aesthetic.toFixed(2))} of 5`,
    `instruction ${pc.bold(scores.instruction.toFixed(2))} of 5`,
    '',
    ...wrap(rationale, Math.min(process.stdout.columns ?? 100, 100)),
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
