import type { Op } from './graph.ts';

/** Approximate instructions of an operation's WebAssembly form; unnamed ones take one. */
const weights: Partial<Record<Op, number>> = {
  sqrt: 2,
  toI: 5,
  finite: 9,
  exp2: 21,
  log2: 22,
  table: 26,
  cbrt: 36,
  sin: 44,
  cos: 44,
};

export const weightOf = (op: Op): number => weights[op] ?? 1;

/** Approximate cycles from operands to result on current x86 cores; unnamed ones take 4. */
const latencies: Partial<Record<Op, number>> = {
  div: 12,
  sqrt: 18,
  toI: 10,
  imul: 8,
  finite: 8,
  table: 28,
  exp2: 45,
  log2: 60,
  cbrt: 100,
  sin: 60,
  cos: 60,
};

export const latencyOf = (op: Op): number => latencies[op] ?? 4;
