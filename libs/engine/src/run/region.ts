import { memoryPagesMax } from '../emit/wasm/module.ts';
import { wasm, type WasmMemory } from '../emit/wasm/webassembly.ts';

const pageBytes = 65_536;
/** Kernels may form addresses a little before a row; the lowest ones stay free for them. */
const firstAddress = 4_096;

/** A worker's WebAssembly memory with a stack of allocations: what a job allocates is forgotten when the next begins. */
export class Region {
  readonly memory: WasmMemory;
  #top = firstAddress;
  #f32: Float32Array = new Float32Array(0);
  #i32: Int32Array = new Int32Array(0);
  #u8: Uint8Array = new Uint8Array(0);

  constructor(sizeBytesMax = memoryPagesMax * pageBytes) {
    const maximum = Math.ceil(sizeBytesMax / pageBytes);
    this.memory = new wasm.Memory({ initial: 16, maximum, shared: true });
    this.#refresh();
  }

  #refresh(): void {
    const { buffer } = this.memory;
    this.#f32 = new Float32Array(buffer);
    this.#i32 = new Int32Array(buffer);
    this.#u8 = new Uint8Array(buffer);
  }

  /** Views of the whole memory; take them again after an allocation. */
  get f32(): Float32Array {
    return this.#f32;
  }
  get i32(): Int32Array {
    return this.#i32;
  }
  get u8(): Uint8Array {
    return this.#u8;
  }

  /** Address of fresh bytes, a multiple of 64 (a cache line). */
  allocate(sizeBytes: number): number {
    const address = (this.#top + 63) & ~63;
    this.#top = address + sizeBytes;
    const missing = this.#top - this.memory.buffer.byteLength;
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / pageBytes));
      this.#refresh();
    }
    return address;
  }

  /** Copies samples into fresh memory and gives their address. */
  place(samples: Float32Array): number {
    const address = this.allocate(samples.byteLength);
    this.f32.set(samples, address >> 2);
    return address;
  }

  reset(): void {
    this.#top = firstAddress;
  }
}
