import type { PostgresOptions } from './postgres.ts';

const connectionsMax = 200;

/**
 * Commits wait for the kernel, no longer for the disk: they outlive every kill but not a power cut. `synchronous_commit`
 * stays on, for without it a killed server loses what it has acknowledged.
 */
const notDurable = { fsync: 'off', full_page_writes: 'off' };

export function settingsOf(
  { durable = true, settings = {} }: PostgresOptions,
  where: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const common = { max_connections: String(connectionsMax), timezone: 'UTC' };
  return { ...common, ...where, ...(durable ? {} : notDurable), ...settings };
}

export function asArguments(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
