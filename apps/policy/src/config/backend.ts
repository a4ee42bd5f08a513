import { loadConfig } from '@safelight/service-kit';
import { vlmSettingsOf, vlmVariables, type VlmSettings } from '@safelight/vlm/variables';
import { z } from 'zod';
import { toolGroups, type ToolGroupName } from '../openai/toolGroups.ts';

const prefix = 'POLICY_OPENAI_';

const schema = z.object({
  /** `openai` calls functions; `jarvisevo` speaks the dialect of JarvisEvo's checkpoints. Both read POLICY_OPENAI_…. */
  POLICY_BACKEND: z.enum(['planner', 'openai', 'jarvisevo']).default('planner'),
  POLICY_FALLBACK: z.enum(['planner', 'off']).default('planner'),
  /** Less than the two minutes that the gateway waits for a step, so that the planner can still take over. */
  POLICY_STEP_TIMEOUT_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(100_000),
  POLICY_TOOL_GROUPS: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(toolGroups)).min(1))
    .default([...toolGroups]),
  ...vlmVariables(prefix),
});

/** What decides the edits. */
export type BackendSettings =
  | { readonly kind: 'planner' }
  | {
      readonly kind: 'openai' | 'jarvisevo';
      readonly vlm: VlmSettings;
      readonly toolGroups: readonly ToolGroupName[];
      readonly stepTimeoutMs: number;
      /** Whether the planner decides the steps for which the model is absent. */
      readonly fallback: boolean;
    };

/** @throws Fault `config.invalid` with every variable that is malformed. */
export function readBackendSettings(environment: NodeJS.ProcessEnv): BackendSettings {
  const env = loadConfig(schema, environment);
  if (env.POLICY_BACKEND === 'planner') return { kind: 'planner' };
  return {
    kind: env.POLICY_BACKEND,
    vlm: vlmSettingsOf(env, prefix),
    toolGroups: env.POLICY_TOOL_GROUPS,
    stepTimeoutMs: env.POLICY_STEP_TIMEOUT_MS,
    fallback: env.POLICY_FALLBACK === 'planner',
  };
}
