import type { FunctionWriter, Local } from './module.ts';

const scratch = new DataView(new ArrayBuffer(4));

/** Bits of a single-precision number. */
export function floatBits(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}

/**
 * Where an instruction sequence gets its constants. Constants lie in the kernel's block as whole vectors: V8 builds an
 * immediate vector from general registers at each use, which costs several instructions; a load costs one.
 */
export interface Constants {
  /** Pushes a vector with these bits in each lane. */
  bits(value: number): void;
  /** Pushes a vector with this number in each lane. */
  float(value: number): void;
}

/** Pops the top vector into a fresh local. */
export function spill(f: FunctionWriter): Local {
  const local = f.local('v128');
  f.set(local);
  return local;
}

/** Keeps the top vector on the stack and in a fresh local. */
export function keep(f: FunctionWriter): Local {
  const local = f.local('v128');
  f.tee(local);
  return local;
}
