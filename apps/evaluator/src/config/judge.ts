import { Fault } from '@safelight/core';
import { loadConfig } from '@safelight/service-kit';
import { vlmSettingsOf, vlmVariables, type VlmSettings } from '@safelight/vlm/variables';
import { z } from 'zod';

const prefix = 'EVALUATOR_OPENAI_';
const backends = ['metrics', 'openai'] as const;
const styles = ['grm', 'viescore'] as const;

/** In whose manner a model judges: RetouchIQ's criteria of the case, or VIEScore's marks. */
export type Style = (typeof styles)[number];

export interface OpenAiSettings {
  readonly vlm: VlmSettings;
  readonly style: Style;
}

/** Who judges. */
export interface JudgeSettings {
  /** Answers where a request names no back end. */
  readonly standing: (typeof backends)[number];
  /** Null = there is no such back end. */
  readonly openai: OpenAiSettings | null;
  /** Applied where a request names none; null = raw scores. */
  readonly calibration: string | null;
}

const schema = z.object({
  EVALUATOR_BACKEND: z.enum(backends).default('metrics'),
  EVALUATOR_CALIBRATION: z.string().min(1).optional(),
  EVALUATOR_OPENAI_STYLE: z.enum(styles).default('grm'),
  ...vlmVariables(prefix),
});

/**
 * The `openai` back end is there when its server and model are named.
 * @throws Fault `config.invalid` with every variable that is malformed
 */
export function readJudgeSettings(environment: NodeJS.ProcessEnv): JudgeSettings {
  const env = loadConfig(schema, environment);
  const named = env.EVALUATOR_OPENAI_BASE_URL !== undefined || env.EVALUATOR_OPENAI_MODEL !== undefined;
  if (!named && env.EVALUATOR_BACKEND === 'openai') {
    const field = 'EVALUATOR_OPENAI_BASE_URL';
    throw new Fault('config.invalid', `${field} is missing. Name the server and the model.`, { field });
  }
  return {
    standing: env.EVALUATOR_BACKEND,
    openai: named ? { vlm: vlmSettingsOf(env, prefix), style: env.EVALUATOR_OPENAI_STYLE } : null,
    calibration: env.EVALUATOR_CALIBRATION ?? null,
  };
}
