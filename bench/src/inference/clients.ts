/** Callers of the contenders: the same bytes over REST and gRPC. */
import { createClient } from '@safelight/service-kit';
import { inferenceContract } from '@safelight/wire/inference';
import { Client } from 'undici';

export interface Caller {
  ask(): Promise<void>;
  close(): Promise<void>;
}

const input = (width: number) => {
  const values = Float32Array.from({ length: width }, (_, at) => Math.sin(at));
  return new Uint8Array(values.buffer);
};

/** Each gRPC caller has a connection of its own, as replicas of a service have. */
export function grpcCaller(address: string, model: string, width: number): Caller {
  const client = createClient(inferenceContract, address);
  const request = {
    ...{ modelName: model, modelVersion: '', id: '', parameters: new Map(), outputs: [] },
    inputs: [{ name: 'INPUT', datatype: 'FP32', shape: [1, width], data: input(width) }],
  } as const;
  const outputBytes = width * 4;
  return {
    async ask() {
      const { outputs } = await client.modelInfer(request);
      if (outputs[0]?.data.byteLength !== outputBytes) throw new Error(`${address} answered something else.`);
    },
    close: () => Promise.resolve(client.close()),
  };
}

/** @param get path that is asked by GET in place of the model */
export function restCaller(address: string, model: string, width: number, get?: string): Caller {
  const client = new Client(`http://${address}`);
  const data = input(width);
  const tensor = {
    name: 'INPUT',
    datatype: 'FP32',
    shape: [1, width],
    parameters: { binary_data_size: data.byteLength },
  };
  const json = Buffer.from(JSON.stringify({ parameters: { binary_data_output: true }, inputs: [tensor] }));
  const body = Buffer.concat([json, data]);
  const headers = { 'inference-header-content-length': String(json.byteLength) };
  const path = `/v2/models/${model}/infer`;
  return {
    ask() {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      let status = 0;
      client.dispatch(get === undefined ? { method: 'POST', path, headers, body } : { method: 'GET', path: get }, {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, code) => void (status = code),
        onResponseData: () => undefined,
        onResponseEnd: () => (status === 200 ? resolve() : reject(new Error(`${path}: ${status}`))),
        onResponseError: (_controller, error) => reject(error),
      });
      return promise;
    },
    close: () => client.destroy(),
  };
}
