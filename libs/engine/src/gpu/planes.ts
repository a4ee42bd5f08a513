import type { CanonicalPlane } from '../graph/program.ts';
import type { GpuSession } from './session.ts';

/** Room for the planes of a few photos. */
const heapBytesMin = 16 * 1024 * 1024;

/**
 * Canonical planes side by side in one buffer, each sent once: they belong to a photo and serve many renders. When the
 * buffer is full it is begun anew, larger while it may grow.
 */
export class PlaneHeap {
  readonly #session: GpuSession;
  #buffer: { readonly id: number; readonly sizeBytes: number } | undefined;
  #first = new WeakMap<Float32Array, number>();
  #used = 0;

  constructor(session: GpuSession) {
    this.#session = session;
  }

  async place(planes: readonly CanonicalPlane[]): Promise<{ buffer: number; first: readonly number[] }> {
    if (planes.length === 0) return { buffer: 0, first: [] };
    const missing = new Set(planes.map(({ data }) => data).filter((data) => !this.#first.has(data)));
    const wanted = [...missing].reduce((sum, { length }) => sum + length, 0);
    if (this.#buffer === undefined || (this.#used + wanted) * 4 > this.#buffer.sizeBytes) {
      this.#restart(planes);
      for (const { data } of planes) missing.add(data);
    }
    const { id } = this.#buffer!;
    for (const data of missing) {
      this.#first.set(data, this.#used);
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const offset = this.#used * 4;
      this.#used += data.length;
      await this.#session.process.fill(id, offset, bytes);
    }
    return { buffer: id, first: planes.map(({ data }) => this.#first.get(data)!) };
  }

  #restart(planes: readonly CanonicalPlane[]): void {
    const wanted = [...new Set(planes.map(({ data }) => data))].reduce((sum, data) => sum + data.byteLength, 0);
    const { bufferBytesMax } = this.#session;
    if (wanted > bufferBytesMax) throw new Error(`The program reads ${wanted} bytes of planes; ${bufferBytesMax} fit.`);
    const doubled = Math.min(Math.max(heapBytesMin, (this.#buffer?.sizeBytes ?? 0) * 2), bufferBytesMax);
    if (this.#buffer !== undefined) this.#session.process.send({ type: 'release', ids: [this.#buffer.id] });
    const sizeBytes = Math.max(doubled, wanted);
    this.#buffer = { id: this.#session.allocate(sizeBytes), sizeBytes };
    this.#first = new WeakMap();
    this.#used = 0;
  }
}
