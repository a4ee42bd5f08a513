import { datatypeOf, type InferenceSession } from '@safelight/inference-client/runtime';
import type { TensorMetadata } from '@safelight/wire/inference';
import type { Signature } from './messages.ts';

/** @throws Error for what is no tensor, or of a type that the protocol does not know */
export function signatureOf(session: InferenceSession): Signature {
  return { inputs: describe(session.inputMetadata), outputs: describe(session.outputMetadata) };
}

function describe(metadata: readonly InferenceSession.ValueMetadata[]): readonly TensorMetadata[] {
  return metadata.map((value) => {
    if (!value.isTensor) throw new Error(`'${value.name}' is no tensor; only tensors are served.`);
    const datatype = datatypeOf(value.type);
    if (datatype === undefined) throw new Error(`'${value.name}' is of type ${value.type}, which is not served.`);
    return { name: value.name, datatype, shape: value.shape.map((size) => (typeof size === 'number' ? size : -1)) };
  });
}
