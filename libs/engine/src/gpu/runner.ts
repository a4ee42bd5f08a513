/// <reference types="@webgpu/types" />
import type { BindingKind } from '../emit/wgsl/words.ts';
import { slotBytes } from './exchange.ts';
import type { Batch, Command } from './protocol.ts';

interface Kernel {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** Reads exactly as many bytes as the array holds from a place of the exchange. */
export type ReadBytes = (into: Uint8Array, at: number) => void;
/** A batch that was handed to the device; gives its bytes when it is done. */
export type Submitted = () => Promise<{ readonly pieces: readonly Uint8Array[]; release(): void }>;

const bufferTypes: Record<BindingKind, GPUBufferBindingType> = {
  uniform: 'uniform',
  read: 'read-only-storage',
  write: 'storage',
};

/** Executes commands on a device. It knows nothing of pictures: what is computed is in the kernels and their words. */
export class Runner {
  readonly #device: GPUDevice;
  readonly #readBytes: ReadBytes;
  readonly #buffers = new Map<number, GPUBuffer>();
  readonly #kernels = new Map<string, Promise<Kernel>>();
  readonly #chunk = new Uint8Array(slotBytes);

  constructor(device: GPUDevice, readBytes: ReadBytes) {
    this.#device = device;
    this.#readBytes = readBytes;
  }

  #buffer(id: number): GPUBuffer {
    const buffer = this.#buffers.get(id);
    if (buffer === undefined) throw new Error(`There is no buffer ${id}.`);
    return buffer;
  }

  create({ id, sizeBytes }: Extract<Command, { type: 'buffer' }>): void {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    this.#buffers.set(id, this.#device.createBuffer({ size: (sizeBytes + 3) & ~3, usage }));
  }

  release(ids: readonly number[]): void {
    for (const id of ids) {
      this.#buffers.get(id)?.destroy();
      this.#buffers.delete(id);
    }
  }

  fill({ id, offset, sizeBytes, at }: Extract<Command, { type: 'fill' }>): void {
    const bytes = this.#chunk.subarray(0, sizeBytes);
    this.#readBytes(bytes, at);
    // Copies are made of whole words; the last one of a buffer has room for it.
    this.#device.queue.writeBuffer(this.#buffer(id), offset, this.#chunk, 0, (sizeBytes + 3) & ~3);
  }

  async compile({ key, code, kinds }: Extract<Command, { type: 'kernel' }>): Promise<void> {
    const kernel = this.#compile(code, kinds);
    this.#kernels.set(key, kernel);
    await kernel;
  }

  forget(key: string): void {
    this.#kernels.delete(key);
  }

  async #compile(code: string, kinds: readonly BindingKind[]): Promise<Kernel> {
    const device = this.#device;
    const module = device.createShaderModule({ code });
    const { messages } = await module.getCompilationInfo();
    const errors = messages.filter(({ type }) => type === 'error');
    if (errors.length > 0) {
      const text = errors.map(({ lineNum, message }) => `line ${lineNum}: ${message}`).join('\n');
      throw new Error(`A kernel does not compile.\n${text}\n${code}`);
    }
    const layout = device.createBindGroupLayout({
      entries: kinds.map((kind, binding) => {
        return { binding, visibility: GPUShaderStage.COMPUTE, buffer: { type: bufferTypes[kind] } };
      }),
    });
    const pipeline = await device.createComputePipelineAsync({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: 'main' },
    });
    return { pipeline, layout };
  }

  /** Hands a batch to the device. Its kernels were compiled before. */
  async submit({ words, passes, reads }: Omit<Batch, 'at'>): Promise<Submitted> {
    const device = this.#device;
    const kernels = await Promise.all(
      passes.map(({ kernel }) => {
        const known = this.#kernels.get(kernel);
        if (known === undefined) throw new Error(`There is no kernel "${kernel}".`);
        return known;
      }),
    );
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const wordsBuffer = device.createBuffer({ size: Math.max(words.byteLength, 16), usage });
    device.queue.writeBuffer(wordsBuffer, 0, words as Uint32Array<ArrayBuffer>);
    const encoder = device.createCommandEncoder();
    for (const [i, { wordsOffset, wordsBytes, buffers, groups }] of passes.entries()) {
      const { pipeline, layout } = kernels[i]!;
      const resources = [
        { buffer: wordsBuffer, offset: wordsOffset, size: wordsBytes },
        ...buffers.map((id) => ({ buffer: this.#buffer(id) })),
      ];
      const entries = resources.map((resource, binding) => ({ binding, resource }));
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
      pass.dispatchWorkgroups(...groups);
      pass.end();
    }
    const staging = reads.map(({ buffer, offset, sizeBytes }) => {
      const target = device.createBuffer({ size: sizeBytes, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
      encoder.copyBufferToBuffer(this.#buffer(buffer), offset, target, 0, sizeBytes);
      return target;
    });
    device.queue.submit([encoder.finish()]);
    const scopes = [device.popErrorScope(), device.popErrorScope()];
    const mapped = Promise.all([
      ...staging.map((buffer) => buffer.mapAsync(GPUMapMode.READ)),
      ...(staging.length === 0 ? [device.queue.onSubmittedWorkDone()] : []),
    ]);
    mapped.catch(() => undefined);
    return async () => {
      for (const error of await Promise.all(scopes)) if (error !== null) throw new Error(error.message);
      await mapped;
      return {
        pieces: staging.map((buffer) => new Uint8Array(buffer.getMappedRange())),
        release: () => {
          for (const buffer of [...staging, wordsBuffer]) buffer.destroy();
        },
      };
    };
  }
}
