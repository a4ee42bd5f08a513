export type { InferenceClient, InferOptions, PlainSecurity, RemoteModels, Tensors } from './client.ts';
export { openModels, remoteModels } from './open.ts';
