import { Fault } from '@safelight/core';
import type { TensorMetadata } from '@safelight/wire/inference';
import type { Signature } from '../instance/messages.ts';
import { typeNames, type ModelConfig } from '../repository/config.ts';

/** @throws Fault `config.invalid` where the configuration says other than the model */
export function checkSignature(signature: Signature, config: ModelConfig): void {
  const { name, max_batch_size: batchMax } = config;
  const all = [...signature.inputs, ...signature.outputs];
  const fixed = batchMax > 0 ? all.find(({ shape }) => shape[0] !== -1) : undefined;
  if (fixed !== undefined) {
    const text = `model '${name}' has max_batch_size ${batchMax}, but the first dimension of '${fixed.name}' is ${String(fixed.shape[0] ?? 'missing')}. Set max_batch_size to 0, or export the model with a first dimension of any size.`;
    throw new Fault('config.invalid', text, { field: 'max_batch_size' });
  }
  const open = signature.inputs.find(
    ({ datatype, shape }) => datatype === 'BYTES' || shape.slice(batchMax > 0 ? 1 : 0).includes(-1),
  );
  if (config.parameters.placement?.string_value === 'main' && open !== undefined) {
    const text = `model '${name}' has placement "main", but '${open.name}' may be of any size, so a run may take long and nothing else would be served. Set placement to "thread".`;
    throw new Fault('config.invalid', text, { field: 'parameters.placement' });
  }
  compare(config.input, signature.inputs, config, 'input');
  compare(config.output, signature.outputs, config, 'output');
}

function compare(
  declared: ModelConfig['input'],
  tensors: readonly TensorMetadata[],
  { name: model, max_batch_size: batchMax }: ModelConfig,
  kind: 'input' | 'output',
): void {
  for (const { name, data_type: type, dims } of declared) {
    const tensor = tensors.find((known) => known.name === name);
    const shape = tensor?.shape.slice(batchMax > 0 ? 1 : 0);
    const fits =
      tensor !== undefined &&
      typeNames[tensor.datatype] === type &&
      shape!.length === dims.length &&
      dims.every((size, at) => size === -1 || shape![at] === -1 || shape![at] === size);
    if (fits) continue;
    const found = tensor === undefined ? 'no such tensor' : `${typeNames[tensor.datatype]} [${shape!.join(',')}]`;
    const text = `unable to load model '${model}', configuration expects ${kind} '${name}' as ${type} [${dims.join(',')}], the model has ${found}. Mend the configuration.`;
    throw new Fault('config.invalid', text, { field: `${kind}.${name}` });
  }
}
