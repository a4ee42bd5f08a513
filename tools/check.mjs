// npm run check: everything that must hold before a change goes in. Each part runs even when an earlier one failed,
// so that one run tells all.
import { join } from 'node:path';
import { ensure, root } from './ensure.mjs';
import { run } from './spawn.mjs';

const node = ensure();
const bin = (path) => join(root, 'node_modules', path);
const parts = [
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['proto', [bin('@bufbuild/buf/bin/buf'), 'lint']],
  ['types', [bin('typescript/bin/tsc'), '-p', '.']],
  ['licences', ['tools/run.mjs', 'tools/sbom.ts', '--check']],
  ['lint', [bin('nx/dist/bin/nx.js'), 'run-many', '-t', 'lint', '--outputStyle=static']],
  ...(process.argv.includes('--static') ? [] : [['tests', ['tools/test.mjs']]]),
];
const failed = [];
for (const [name, args] of parts) {
  console.log(`\n── ${name}`);
  if ((await run(node, args, { node })) !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
