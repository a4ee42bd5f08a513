/** The part of the WebAssembly JavaScript interface that the engine uses; TypeScript ships it only with the DOM. */

declare const opaque: unique symbol;

/** A compiled module; it may be posted to worker threads, which then share its machine code. */
export interface WasmModule {
  readonly [opaque]: 'WebAssembly.Module';
}

export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
  /** Adds pages of 64 KiB. */
  grow(pages: number): number;
}

interface Interface {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (type: { initial: number; maximum: number; shared: true }) => WasmMemory;
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule>;
}

export const wasm = (globalThis as unknown as { WebAssembly: Interface }).WebAssembly;
