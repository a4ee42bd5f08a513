/** Where the checkers lie that tools/k8s-parts.sh builds. The only reader of the environment here. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Their folder; null when they were not built for what is pinned. */
export function findCheckers(): string | null {
  const hash = createHash('sha256');
  for (const name of ['go.mod', 'go.sum']) hash.update(readFileSync(join(root, 'deploy/checkers', name)));
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'safelight', `k8s-checkers-${hash.digest('hex').slice(0, 12)}`);
  return ['kustomize', 'kubeconform'].every((name) => existsSync(join(folder, name))) ? folder : null;
}

/** Set by continuous integration: a missing checker fails the tests that need it. */
export const checkersRequired = process.env['REQUIRE_K8S_CHECKERS'] === '1';
