import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { missing } from '../src/index.ts';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testbed-missing-'));
  return () => rm(folder, { recursive: true });
});
afterEach(() => vi.unstubAllEnvs());

describe('a neighbour that is not on the machine', () => {
  it('is named with the command that brings it', () => {
    vi.stubEnv('XDG_CACHE_HOME', folder);
    vi.stubEnv('TESTBED_S3_ENDPOINT', '');
    expect(missing('s3')).toContain('npm run testbed -- fetch s3');
  });

  it('is not missing when the environment names a server', () => {
    vi.stubEnv('XDG_CACHE_HOME', folder);
    vi.stubEnv('TESTBED_KAFKA_BROKERS', 'elsewhere:9092');
    expect(missing('kafka')).toBeUndefined();
  });

  it('skips a block as one test whose name says why, or fails it where REQUIRE_REAL names it', async () => {
    const source = `
      import { describeReal } from ${JSON.stringify(join(import.meta.dirname, '../src/run/vitest.ts'))};
      import { it } from 'vitest';
      describeReal('s3', 'blobs', () => { it('one', () => {}); it('two', () => {}); });
    `;
    await writeFile(join(folder, 'blobs.test.ts'), source);
    const [skipped, failed] = await Promise.all([runVitest({}), runVitest({ REQUIRE_REAL: 's3' })]);
    expect(skipped).toMatchObject([{ status: 'skipped', fullName: expect.stringContaining('fetch s3') }]);
    expect(failed).toMatchObject([{ status: 'failed', fullName: expect.stringContaining('blobs needs s3: ') }]);
  });
});

interface Assertion {
  readonly status: string;
  readonly fullName: string;
}

/** Vitest's own verdict on the tests of the folder, on a machine with an empty cache. */
async function runVitest(environment: NodeJS.ProcessEnv): Promise<readonly Assertion[]> {
  const results = join(folder, `${environment['REQUIRE_REAL'] ?? 'none'}.json`);
  const args = [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${results}`];
  const unset = { REQUIRE_REAL: '', TESTBED_S3_ENDPOINT: '' };
  const env = { ...process.env, ...unset, XDG_CACHE_HOME: folder, ...environment };
  await new Promise((resolve) => execFile(process.execPath, args, { cwd: folder, env }, resolve));
  const { testResults } = JSON.parse(await readFile(results, 'utf8')) as {
    readonly testResults: readonly { readonly assertionResults: readonly Assertion[] }[];
  };
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}
