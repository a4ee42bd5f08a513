// npm test: sets up what is missing, runs every test, and ends in one line that counts them.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensure, root } from './ensure.mjs';
import { run } from './spawn.mjs';

const node = ensure();
const results = join(root, '.cache/test-results.json');
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(results, { force: true });

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const code = await run(node, [vitest, 'run', ...reporters, ...process.argv.slice(2)], { node });

let counted;
try {
  counted = JSON.parse(readFileSync(results, 'utf8'));
} catch {
  console.error('safelight: the test runner left no results; its output above says why.');
  process.exit(code || 1);
}
const files = counted.testResults;
// A file that fails to load has no tests to count, yet it is a failure.
const brokenFiles = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
const skipped = files
  .flatMap((file) => file.assertionResults)
  .filter((test) => ['pending', 'skipped', 'todo'].includes(test.status));
for (const test of skipped) console.log(`SKIPPED: ${test.fullName}`);
console.log(
  `${counted.numPassedTests} passed, ${counted.numFailedTests + brokenFiles} failed, ${skipped.length} skipped`,
);
process.exitCode = code || (counted.numFailedTests + brokenFiles > 0 ? 1 : 0);
