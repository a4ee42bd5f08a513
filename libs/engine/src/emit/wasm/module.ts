import { ByteWriter } from './bytes.ts';
import {
  scalar,
  scalarMemory,
  simd,
  simdMemory,
  valueTypes,
  type Scalar,
  type ScalarMemory,
  type Simd,
  type SimdMemory,
  type WasmType,
} from './instructions.ts';

/** Index of a local variable. */
export type Local = number;

/** Writes the body of one function whose parameters are all i32. Operands are pushed in order, as in the text format. */
export class FunctionWriter {
  readonly code = new ByteWriter();
  readonly parameterCount: number;
  readonly #locals: WasmType[] = [];
  readonly #free: Record<WasmType, Local[]> = { i32: [], v128: [] };

  constructor(parameterCount: number) {
    this.parameterCount = parameterCount;
  }

  /** A local that nothing else holds: a released one when there is one, so that live ranges share locals. */
  local(type: WasmType): Local {
    const free = this.#free[type].pop();
    if (free !== undefined) return free;
    this.#locals.push(type);
    return this.parameterCount + this.#locals.length - 1;
  }

  release(type: WasmType, ...locals: Local[]): void {
    this.#free[type].push(...locals);
  }

  get(local: Local): void {
    this.code.byte(0x20);
    this.code.u32(local);
  }
  set(local: Local): void {
    this.code.byte(0x21);
    this.code.u32(local);
  }
  tee(local: Local): void {
    this.code.byte(0x22);
    this.code.u32(local);
  }

  i32(value: number): void {
    this.code.byte(0x41);
    this.code.i32(value);
  }

  scalar(name: Scalar): void {
    this.code.byte(scalar[name]);
  }

  scalarLoad(name: ScalarMemory, offset = 0): void {
    this.code.byte(scalarMemory[name]);
    this.code.u32(0);
    this.code.u32(offset);
  }

  simd(name: Simd): void {
    this.code.byte(0xfd);
    this.code.u32(simd[name]);
  }

  /** A load or store; alignment is a hint, and byte alignment is always true. */
  memory(name: SimdMemory, offset = 0, lane?: number): void {
    this.code.byte(0xfd);
    this.code.u32(simdMemory[name]);
    this.code.u32(0);
    this.code.u32(offset);
    if (lane !== undefined) this.code.byte(lane);
  }

  extractLane(lane: number): void {
    this.code.byte(0xfd);
    this.code.u32(0x1b);
    this.code.byte(lane);
  }

  replaceLane(lane: number): void {
    this.code.byte(0xfd);
    this.code.u32(0x1c);
    this.code.byte(lane);
  }

  /** Sixteen byte indices into the 32 bytes of both operands. */
  shuffle(lanes: readonly number[]): void {
    this.code.byte(0xfd);
    this.code.u32(0x0d);
    this.code.raw(lanes);
  }

  /** `body` until the i32 that it leaves is 0; runs at least once. */
  loop(body: () => void): void {
    this.code.raw([0x03, 0x40]);
    body();
    this.code.raw([0x0d, 0x00, 0x0b]);
  }

  /** `body` if the i32 on the stack is not 0. */
  when(body: () => void): void {
    this.code.raw([0x04, 0x40]);
    body();
    this.code.byte(0x0b);
  }

  /** Locals and body as the code section wants them. */
  finish(): Uint8Array {
    const out = new ByteWriter();
    const runs: { type: WasmType; count: number }[] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    out.u32(runs.length);
    for (const { type, count } of runs) {
      out.u32(count);
      out.byte(valueTypes[type]);
    }
    out.raw(this.code.finish());
    out.byte(0x0b);
    return out.finish();
  }
}

function section(out: ByteWriter, id: number, write: (body: ByteWriter) => void): void {
  const body = new ByteWriter();
  write(body);
  out.byte(id);
  out.u32(body.length);
  out.raw(body.finish());
}

/** Largest memory that a module accepts, in pages of 64 KiB (the whole 32-bit space). */
export const memoryPagesMax = 65_536;

/**
 * A module that imports `env.memory` (shared, so that several threads may run one module over one memory) and exports
 * one function without result under `name`.
 */
export function encodeModule(name: string, body: FunctionWriter): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.raw([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
  section(out, 1, (types) => {
    types.raw([1, 0x60]);
    types.u32(body.parameterCount);
    for (let i = 0; i < body.parameterCount; i++) types.byte(valueTypes.i32);
    types.u32(0);
  });
  section(out, 2, (imports) => {
    imports.u32(1);
    imports.name('env');
    imports.name('memory');
    // Memory import, shared, with a maximum.
    imports.raw([0x02, 0x03]);
    imports.u32(0);
    imports.u32(memoryPagesMax);
  });
  section(out, 3, (functions) => functions.raw([1, 0]));
  section(out, 7, (exports) => {
    exports.u32(1);
    exports.name(name);
    exports.raw([0x00, 0]);
  });
  section(out, 10, (codes) => {
    const bytes = body.finish();
    codes.u32(1);
    codes.u32(bytes.length);
    codes.raw(bytes);
  });
  return out.finish();
}
