import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BackendSettings, JudgeSettings } from '@safelight/local/backend';

/** The CLI's environment; the only place of this app that names a variable. */
export const debug = process.env['SAFELIGHT_DEBUG'] === '1';

/** Where sessions, photos and reflection samples are kept: SAFELIGHT_DATA, else the XDG data folder. */
export function defaultDataDir(): string {
  const given = process.env['SAFELIGHT_DATA'];
  if (given !== undefined && given !== '') return given;
  const base = process.env['XDG_DATA_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.local/share'), 'safelight');
}

/** Token of the A2L bridge; null when none was given. */
export function a2lToken(): string | null {
  const given = process.env['SAFELIGHT_A2L_TOKEN'];
  return given === undefined || given === '' ? null : given;
}

/**
 * What decides the edits: `POLICY_BACKEND` and what belongs to it, as the policy service reads them.
 * @throws Fault config.invalid
 */
export async function policyBackend(): Promise<BackendSettings> {
  // Loaded by the commands that edit alone: the others start without it.
  const { readBackendSettings } = await import('./backends.ts');
  return readBackendSettings(process.env);
}

/**
 * Who judges edits: `EVALUATOR_BACKEND` and what belongs to it, as the evaluator service reads them.
 * @throws Fault config.invalid
 */
export async function judgeSettings(): Promise<JudgeSettings> {
  const { readJudgeSettings } = await import('./backends.ts');
  return readJudgeSettings(process.env);
}
