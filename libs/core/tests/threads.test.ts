import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

// V8 collects code as soon as any is replaced, replaces it at the first call, and tells.
const flags = ['--stress-wasm-code-gc', '--wasm-wrapper-tiering-budget=1', '--trace-wasm-code-gc'];

function collections(start: 'product' | 'plain'): number {
  const program = new URL('./threads.ts', import.meta.url).pathname;
  const { stdout, status, signal } = spawnSync(process.execPath, [...flags, program, start], { encoding: 'utf8' });
  if (start === 'product') expect({ status, signal }).toEqual({ status: 0, signal: null });
  return stdout.split('Starting GC').length - 1;
}

// The guarantee: no thread frees code that another is about to call, which would end the process.
it('no WebAssembly code is collected in a process whose threads start here, though V8 would', () => {
  expect(collections('product')).toBe(0);
  expect(collections('plain')).toBeGreaterThan(0);
});
