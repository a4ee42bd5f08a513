import { homedir } from 'node:os';
import { join } from 'node:path';

/** The CLI's environment; the only place of this app that names a variable. */
export const debug = process.env['SAFELIGHT_DEBUG'] === '1';

/** Where sessions, photos and reflection samples are kept: SAFELIGHT_DATA, else the XDG data folder. */
export function defaultDataDir(): string {
  const given = process.env['SAFELIGHT_DATA'];
  if (given !== undefined && given !== '') return given;
  const base = process.env['XDG_DATA_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.local/share'), 'safelight');
}
