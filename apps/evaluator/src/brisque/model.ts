import { readFileSync } from 'node:fs';

/** The published support vector regression; how it came here stands in `models/README.md`. */
interface Model {
  readonly gamma: number;
  readonly rho: number;
  readonly vectors: readonly Float32Array[];
  readonly weights: readonly number[];
  readonly min: Float32Array;
  readonly max: Float32Array;
}

const features = 36;
let loaded: Model | undefined;

/** Read when it is first needed: a few milliseconds. */
function model(): Model {
  if (loaded !== undefined) return loaded;
  const text = readFileSync(new URL('../../models/brisque_model_live.yml', import.meta.url), 'utf8');
  const ranges = numbersAfter(
    readFileSync(new URL('../../models/brisque_range_live.yml', import.meta.url), 'utf8'),
    'data:',
  );
  const values = numbersAfter(text.slice(0, text.indexOf('decision_functions:')), 'support_vectors:');
  const vectors = Array.from({ length: values.length / features }, (_, row) =>
    Float32Array.from(values.slice(row * features, (row + 1) * features)),
  );
  return (loaded = {
    gamma: numbersAfter(text, 'gamma:', 1)[0]!,
    rho: numbersAfter(text, 'rho:', 1)[0]!,
    vectors,
    weights: numbersAfter(text, 'alpha:', vectors.length),
    min: Float32Array.from(ranges.slice(0, features)),
    max: Float32Array.from(ranges.slice(features, 2 * features)),
  });
}

/** The numbers that follow a key of the YAML, in order. */
function numbersAfter(text: string, key: string, countMax = Number.MAX_SAFE_INTEGER): number[] {
  const numbers: number[] = [];
  for (const [word] of text.slice(text.indexOf(key) + key.length).matchAll(/[-+]?\d+\.\d*(?:e[-+]?\d+)?/g)) {
    numbers.push(Number(word));
    if (numbers.length === countMax) break;
  }
  return numbers;
}

/** 0 (best) .. 100 (worst). */
export function scoreOfFeatures(raw: readonly number[]): number {
  const { gamma, rho, vectors, weights, min, max } = model();
  const scaled = raw.map((value, index) => -1 + (2 * (value - min[index]!)) / (max[index]! - min[index]!));
  let score = -rho;
  vectors.forEach((vector, row) => {
    let distance = 0;
    for (let index = 0; index < features; index++) distance += (scaled[index]! - vector[index]!) ** 2;
    score += weights[row]! * Math.exp(-gamma * distance);
  });
  return Math.min(100, Math.max(0, score));
}
