// npm run llama: builds llama.cpp's server for the tests that talk to a real one, from the sources that the Python
// package llama-cpp-python carries. Needs python3 with pip, cmake, ninja and a C++ compiler; takes some minutes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '0.3.36';
const sha256 = '832db0699007f1be95a7e41ef12e88926b02ba836461e36a36372db2760c1a2e';
const target = fileURLToPath(new URL('../.cache/llama/llama-server', import.meta.url));

if (existsSync(target)) {
  console.log(`${target} is there.`);
  process.exit(0);
}
const work = mkdtempSync(join(tmpdir(), 'safelight-llama-'));
const run = (program, ...args) => execFileSync(program, args, { cwd: work, stdio: ['ignore', 'inherit', 'inherit'] });
try {
  const plain = ['--no-deps', '--no-binary', ':all:'];
  run('python3', '-m', 'pip', 'download', `llama-cpp-python==${version}`, ...plain, '--dest', '.');
  const archive = `llama_cpp_python-${version}.tar.gz`;
  const found = createHash('sha256')
    .update(readFileSync(join(work, archive)))
    .digest('hex');
  if (found !== sha256) throw new Error(`${archive} has SHA-256 ${found}, expected ${sha256}.`);
  run('tar', 'xzf', archive);
  // The processor alone, nothing of this machine's own, and no part that the build would fetch.
  const off = [
    'BUILD_SHARED_LIBS',
    'GGML_NATIVE',
    'GGML_OPENMP',
    'LLAMA_OPENSSL',
    'LLAMA_BUILD_TESTS',
    'LLAMA_BUILD_EXAMPLES',
  ];
  off.push('LLAMA_BUILD_APP', 'LLAMA_BUILD_UI', 'LLAMA_USE_PREBUILT_UI');
  const options = ['-DCMAKE_BUILD_TYPE=Release', ...off.map((name) => `-D${name}=OFF`)];
  run('cmake', '-G', 'Ninja', '-S', `llama_cpp_python-${version}/vendor/llama.cpp`, '-B', 'build', ...options);
  run('ninja', '-C', 'build', 'llama-server');
  mkdirSync(join(target, '..'), { recursive: true });
  copyFileSync(join(work, 'build/bin/llama-server'), target);
  console.log(`Built ${target}.`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
