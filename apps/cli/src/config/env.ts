import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BackendSettings, JudgeSettings } from '@safelight/local/backend';

/** The CLI's environment; the only place of this app that names a variable. */
export const debug = process.env['SAFELIGHT_DEBUG'] === '1';

/** Where sessions, photos and reflection samples are kept: SAFELIGHT_DATA, else the XDG data folder. */
export function defaultDataDir(): string {
  return given('SAFELIGHT_DATA') ?? join(given('XDG_DATA_HOME') ?? join(homedir(), '.local/share'), 'safelight');
}

/** Token of the A2L bridge; null when none was given. */
export function a2lToken(): string | null {
  return given('SAFELIGHT_A2L_TOKEN');
}

function given(name: string): string | null {
  const value = process.env[name];
  return value === undefined || value === '' ? null : value;
}

/** The server to work on instead of services of our own, and the key for it or the file that holds it. */
export function serverSettings(): {
  readonly url: string | null;
  readonly key: string | null;
  readonly keyFile: string | null;
} {
  return { url: given('SAFELIGHT_SERVER'), key: given('SAFELIGHT_API_KEY'), keyFile: given('SAFELIGHT_API_KEY_FILE') };
}

/** The environment of a gateway in production, for who checks it; null where it names none. */
export function installation(): NodeJS.ProcessEnv | null {
  const names = ['DATABASE_URL', 'KAFKA_BROKERS', 'S3_BUCKET', 'SANDBOX_ADDRESS'];
  return names.some((name) => given(name) !== null) ? process.env : null;
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
