// npm test: sets up what is missing, runs every test, and ends in one line that counts them.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensure, root } from './ensure.mjs';
import { run } from './spawn.mjs';

const node = ensure();
const results = join(root, '.cache/test-results.json');
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(results, { force: true });

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];

async function runTests(args) {
  rmSync(results, { force: true });
  const code = await run(node, [vitest, 'run', ...reporters, ...args], { node });
  try {
    return { code, files: JSON.parse(readFileSync(results, 'utf8')).testResults };
  } catch {
    console.error('safelight: the test runner left no results; its output above says why.');
    process.exit(code || 1);
  }
}

const unfinished = ['pending', 'skipped', 'todo'];
const has = (file, states) => file.assertionResults.some((test) => states.includes(test.status));
let { code, files } = await runTests(process.argv.slice(2));

// V8 13.6 ends a process now and then with "Check failed: jit_page.has_value()" when threads with WebAssembly come and
// go, as they do in tests. A file whose process died is run once more, and said; a test that failed is not.
const died = files.filter((file) => file.assertionResults.length === 0 || has(file, unfinished));
if (code !== 0 && !files.some((file) => has(file, ['failed'])) && died.length > 0) {
  const names = died.map((file) => file.name);
  console.log(`\nA test process died; run once more: ${names.map((name) => relative(root, name)).join(', ')}`);
  const again = await runTests(names);
  code = again.code;
  files = [...files.filter((file) => !names.includes(file.name)), ...again.files];
}

// A file that fails to load has no tests to count, yet it is a failure.
const brokenFiles = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
const tests = files.flatMap((file) => file.assertionResults);
const count = (states) => tests.filter((test) => states.includes(test.status)).length;
for (const test of tests.filter((one) => unfinished.includes(one.status))) console.log(`SKIPPED: ${test.fullName}`);
const failed = count(['failed']) + brokenFiles;
console.log(`${count(['passed'])} passed, ${failed} failed, ${count(unfinished)} skipped`);
process.exitCode = code || (failed > 0 ? 1 : 0);
