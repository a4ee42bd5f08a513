/** The smallest first; of equals the one that came first, so that a run depends on nothing but its inputs. */
export class Heap<T> {
  readonly #keys: number[] = [];
  readonly #order: number[] = [];
  readonly #values: T[] = [];
  #count = 0;

  get size(): number {
    return this.#values.length;
  }

  get least(): number {
    return this.#keys[0] ?? Infinity;
  }

  push(key: number, value: T): void {
    let at = this.#values.length;
    const order = this.#count++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#keys[parent]! <= key) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#keys[at] = key;
    this.#order[at] = order;
    this.#values[at] = value;
  }

  pop(): T | undefined {
    const first = this.#values[0];
    const key = this.#keys.pop();
    const order = this.#order.pop();
    const value = this.#values.pop();
    const size = this.#values.length;
    if (key === undefined || order === undefined || size === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#before(child + 1, child)) child++;
      const childKey = this.#keys[child]!;
      if (key < childKey || (key === childKey && order < this.#order[child]!)) break;
      this.#move(child, at);
      at = child;
    }
    this.#keys[at] = key;
    this.#order[at] = order;
    this.#values[at] = value as T;
    return first;
  }

  #before(a: number, b: number): boolean {
    const difference = this.#keys[a]! - this.#keys[b]!;
    return difference < 0 || (difference === 0 && this.#order[a]! < this.#order[b]!);
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from]!;
    this.#order[to] = this.#order[from]!;
    this.#values[to] = this.#values[from]!;
  }
}
