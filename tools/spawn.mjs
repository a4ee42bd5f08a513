import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { root } from './ensure.mjs';

/** The environment in which `node` is the given Node and package binaries are found. */
export function environment(node) {
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, NX_DAEMON: 'false' };
}

/** Runs a command in the foreground and resolves with its exit code; interrupts reach the child, not this process. */
export function run(command, args, { node, cwd = root }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: environment(node) });
    // A terminal sends SIGINT to the whole group; the child decides how to end. SIGTERM comes to us alone.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', (error) => {
      process.stderr.write(`safelight: cannot start ${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
