// node tools/run.mjs <script.ts> [arguments]: sets up what is missing, then runs the script with Node 24 in the
// folder the user called from.
import { join } from 'node:path';
import { ensure, root } from './ensure.mjs';
import { run } from './spawn.mjs';

// Types are stripped and sources compiled once: the next start takes two thirds of the time and a gateway 120 MiB less.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache/compile');
const [script, ...args] = process.argv.slice(2);
const node = ensure();
process.exitCode = await run(node, [join(root, script), ...args], { node, cwd: process.env.INIT_CWD ?? process.cwd() });
