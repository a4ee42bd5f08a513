/** What Prometheus would scrape, read at once: the sums of a metric over its series. */
const scrapeTimeoutMs = 2_000;

/** The text of Prometheus' exposition format. @throws Error when nobody answers */
export async function scrape(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(scrapeTimeoutMs) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}.`);
  return answer.text();
}

/** Null: the process has no such series (yet). `label` is one `name="value"` that the series must have. */
export function sumOf(text: string, metric: string, label?: string): number | null {
  const values = text.split('\n').flatMap((line) => {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([^ ]+)/.exec(line);
    if (match?.[1] !== metric) return [];
    return label === undefined || (match[2] ?? '').split(',').includes(label) ? [Number(match[3])] : [];
  });
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

/**
 * A counter over processes that come and go, as PromQL's `increase` has it: what each has added since it was last seen, where
 * one that begins anew begins at 0.
 */
export class Counter {
  readonly #last = new Map<string, number>();
  #total = 0;

  add(series: string, value: number): number {
    const before = this.#last.get(series) ?? 0;
    this.#total += value >= before ? value - before : value;
    this.#last.set(series, value);
    return this.#total;
  }

  get total(): number {
    return this.#total;
  }
}
