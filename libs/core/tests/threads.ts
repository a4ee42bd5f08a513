/**
 * A program whose two threads call JavaScript from WebAssembly by many signatures, with instances that come and go.
 * `node threads.ts product` starts them as the product does, `node threads.ts plain` as Node does.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker, isMainThread } from 'node:worker_threads';
import { startThread } from '../src/thread.ts';

interface WebAssemblyGlobal {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly run: () => void } };
}
const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly;

const [parameters, i32, f64] = [4, 0x7f, 0x7c];
const signatures = 1 << parameters;

/** A module that imports `e.f` once for every list of so many i32 and f64, and whose `run` calls each. */
function moduleBytes(): Uint8Array {
  const bits = (signature: number): readonly boolean[] =>
    Array.from({ length: parameters }, (_, bit) => ((signature >> bit) & 1) === 1);
  const all = Array.from({ length: signatures }, (_, signature) => signature);
  const section = (id: number, ...body: number[]): readonly number[] => [id, ...size(body.length), ...body];
  const types = all.flatMap((one) => [0x60, parameters, ...bits(one).map((wide) => (wide ? f64 : i32)), 0]);
  const imports = all.flatMap((one) => [1, 0x65, 1, 0x66, 0, one + 1]);
  const zero = (wide: boolean): readonly number[] => (wide ? [0x44, 0, 0, 0, 0, 0, 0, 0, 0] : [0x41, 0]);
  const code = [0, ...all.flatMap((one) => [...bits(one).flatMap(zero), 0x10, one]), 0x0b];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, signatures + 1, 0x60, 0, 0, ...types),
    ...section(2, signatures, ...imports),
    ...section(3, 1, 0),
    ...section(7, 1, 3, 0x72, 0x75, 0x6e, 0, signatures),
    ...section(10, 1, ...size(code.length), ...code),
  );
}

/** An unsigned number below 16384, as WebAssembly writes it. */
function size(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, value >> 7];
}

if (isMainThread) {
  const self = new URL(import.meta.url);
  for (let i = 0; i < 2; i++) {
    if (process.argv[2] === 'product') startThread(self);
    else new Worker(self);
  }
} else {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const module = new Module(moduleBytes());
  for (let i = 0; i < 20; i++) {
    new Instance(module, { e: { f: () => undefined } }).exports.run();
    collect();
  }
}
