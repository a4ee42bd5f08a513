import { addSub, identity, type ModelFiles } from '@safelight/inference-client/testing';

/** What `session.py` asks. */
export function conformanceModels(): Readonly<Record<string, ModelFiles>> {
  const same = (['FP32', 'FP16', 'INT64', 'BOOL', 'BYTES'] as const).map((type) => [
    `same-${type.toLowerCase()}`,
    { model: identity(type), config: 'max_batch_size: 4' },
  ]);
  const config = 'max_batch_size: 8\ndynamic_batching { max_queue_delay_microseconds: 200 }';
  return { simple: { model: addSub(), config }, ...(Object.fromEntries(same) as Record<string, ModelFiles>) };
}
