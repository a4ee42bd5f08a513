import { onnxModel, type Weights } from './onnx.ts';

/** Sum and difference of two lists of four, for any number of rows: the model of Triton's own examples, in small. */
export function addSub(): Uint8Array {
  const value = (name: string) => ({ name, type: 'INT32', shape: ['batch', 4] }) as const;
  return onnxModel({
    inputs: [value('INPUT0'), value('INPUT1')],
    outputs: [value('OUTPUT0'), value('OUTPUT1')],
    nodes: [
      { op: 'Add', inputs: ['INPUT0', 'INPUT1'], outputs: ['OUTPUT0'] },
      { op: 'Sub', inputs: ['INPUT0', 'INPUT1'], outputs: ['OUTPUT1'] },
    ],
  });
}

/** Gives back its input of any length. */
export function identity(type: 'FP32' | 'BYTES' | 'FP16' | 'INT64' | 'BOOL', batch = true): Uint8Array {
  const shape = batch ? ['batch', 'length'] : ['length'];
  return onnxModel({
    inputs: [{ name: 'INPUT', type, shape }],
    outputs: [{ name: 'OUTPUT', type, shape }],
    nodes: [{ op: 'Identity', inputs: ['INPUT'], outputs: ['OUTPUT'] }],
  });
}

/** Asks for two numbers that can be multiplied; what cannot is found only when it runs. */
export function matMul(): Uint8Array {
  return onnxModel({
    inputs: [
      { name: 'A', type: 'FP32', shape: ['rows', 'inner'] },
      { name: 'B', type: 'FP32', shape: ['inner2', 'columns'] },
    ],
    outputs: [{ name: 'C', type: 'FP32', shape: ['rows', 'columns'] }],
    nodes: [{ op: 'MatMul', inputs: ['A', 'B'], outputs: ['C'] }],
  });
}

/** A chain of layers whose weights are read once for a whole batch: what batching is for. */
export function perceptron(width: number, layers: number): Uint8Array {
  const weights = Array.from({ length: layers }, (_, layer): Weights => {
    const values = new Float32Array(width * width);
    // Any values do; a linear congruence is the same everywhere.
    let seed = layer + 1;
    for (let at = 0; at < values.length; at++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      values[at] = (seed / 2 ** 32 - 0.5) / Math.sqrt(width / 12);
    }
    return { name: `weights${layer}`, shape: [width, width], values };
  });
  const nodes = weights.flatMap(({ name }, layer) => [
    { op: 'MatMul', inputs: [layer === 0 ? 'INPUT' : `out${layer - 1}`, name], outputs: [`in${layer}`] },
    { op: 'Relu', inputs: [`in${layer}`], outputs: [layer === layers - 1 ? 'OUTPUT' : `out${layer}`] },
  ]);
  return onnxModel({
    inputs: [{ name: 'INPUT', type: 'FP32', shape: ['batch', width] }],
    outputs: [{ name: 'OUTPUT', type: 'FP32', shape: ['batch', width] }],
    nodes,
    weights,
  });
}
