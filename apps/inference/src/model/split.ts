import { bytesElements, elementsOf, Fault, packBytes, type NamedTensor } from '@safelight/core';
import type { Executed, Work } from '../scheduler/scheduler.ts';
import type { Rules } from './validate.ts';

/** The rows of one request out of what its batch gave; views where elements have one size. */
export function splitOutputs(executed: Executed, work: Work, rules: Rules): readonly NamedTensor[] {
  const { ran, batchRows, firstRow } = executed;
  return ran.outputs.map(({ datatype, shape, data }, index): NamedTensor => {
    const { name } = rules.signature.outputs[work.outputs[index]!]!;
    if (rules.batchMax === 0 || work.rows === batchRows) return { name, datatype, shape, data };
    if (shape[0] !== batchRows) {
      const text = `output '${name}' of model '${rules.name}' has ${String(shape[0])} rows for a batch of ${batchRows}. Set max_batch_size to 0 for this model.`;
      throw new Fault('model.failed', text);
    }
    const own = [work.rows, ...shape.slice(1)];
    if (datatype === 'BYTES') {
      const perRow = elementsOf(shape) / batchRows;
      const elements = bytesElements(data, name).slice(firstRow * perRow, (firstRow + work.rows) * perRow);
      return { name, datatype, shape: own, data: packBytes(elements) };
    }
    const rowBytes = data.byteLength / batchRows;
    return { name, datatype, shape: own, data: data.subarray(firstRow * rowBytes, (firstRow + work.rows) * rowBytes) };
  });
}
